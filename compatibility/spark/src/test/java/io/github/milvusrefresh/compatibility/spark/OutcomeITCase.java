/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License
 * is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
 * or implied. See the License for the specific language governing permissions and limitations under
 * the License.
 */
package io.github.milvusrefresh.compatibility.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.UnauthenticatedException;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waits that return how they ended. */
class OutcomeITCase {

  private static final String CALL =
      "CALL milvus_refresh.sys.await_refresh(%s, '%s', on_failure => 'return')";

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  private JobControl refresh() {
    return env.milvus().job(env.milvus().refresh("docs"));
  }

  private Row end(long jobId, String timeout, String outcome) {
    Row row = env.row(CALL, jobId, timeout);
    assertThat(row.<String>getAs("outcome")).isEqualTo(outcome);
    assertThat(row.<Long>getAs("job_id")).isEqualTo(jobId);
    assertThat(row.<Integer>getAs("polls")).isPositive();
    return row;
  }

  @Test
  void completed() {
    end(refresh().complete().jobId(), "1m", "COMPLETED");
  }

  @Test
  void failed() {
    Row row = end(refresh().fail("bad file").jobId(), "1m", "FAILED");

    assertThat(row.<String>getAs("state")).isEqualTo("RefreshFailed");
    assertThat(row.<String>getAs("reason")).isEqualTo("bad file");
  }

  @Test
  void appliedButNotIndexedSaysTheServer() {
    JobControl job = refresh().fail("timeout waiting for indexes of 3 segments");

    end(job.jobId(), "1m", "APPLIED_NOT_INDEXED");
  }

  @Test
  void appliedButNotIndexedSaysTheIndex() {
    long jobId = refresh().complete().jobId();
    env.milvus().createIndex("docs", "vector");
    env.milvus().collection("docs").indexFailed("out of memory");

    Row row =
        env.row(
            "CALL milvus_refresh.sys.await_refresh(%s, '1m', 'RETURN', wait_for => 'indexed')",
            jobId);

    assertThat(row.<String>getAs("outcome")).isEqualTo("APPLIED_NOT_INDEXED");
    assertThat(row.<String>getAs("state")).isEqualTo("RefreshCompleted");
  }

  @Test
  void timedOut() {
    Row row = end(refresh().inProgress(40).jobId(), "300ms", "TIMED_OUT");

    assertThat(row.<Integer>getAs("progress")).isEqualTo(40);
    assertThat(row.<Long>getAs("waited_ms")).isBetween(300L, 5_300L);
  }

  @Test
  void timedOutBeforeTheDataWasReady() {
    long jobId = refresh().complete().jobId();
    env.milvus().createIndex("docs", "vector");
    env.milvus().collection("docs").indexing(200);

    Row row =
        env.row(
            "CALL milvus_refresh.sys.await_refresh(%s, '300ms', 'return', wait_for => 'loaded')",
            jobId);

    assertThat(row.<String>getAs("outcome")).isEqualTo("TIMED_OUT");
    assertThat(row.<String>getAs("state")).isEqualTo("RefreshCompleted");
  }

  @Test
  void notFound() {
    Row row = end(env.milvus().refresh("docs") + (1L << 40), "1s", "NOT_FOUND");

    assertThat(row.<String>getAs("state")).isNull();
  }

  @Test
  void expired() {
    JobControl job = refresh().inProgress(10);
    job.thenOnPoll(j -> {}).thenOnPoll(JobControl::expire);

    Row row = end(job.jobId(), "1s", "EXPIRED");

    assertThat(row.<Integer>getAs("progress")).isEqualTo(10);
  }

  @Test
  void unreachable() {
    env.conf(SparkOnMilvus.CATALOG + ".await.unreachable-timeout", "500ms");
    JobControl job = refresh().inProgress(10);
    job.thenOnPoll(j -> {}).thenOnPoll(j -> env.milvus().faults().unavailable());

    Row row = end(job.jobId(), "1m", "UNREACHABLE");

    assertThat(row.<Integer>getAs("progress")).isEqualTo(10);
  }

  @Test
  void stalled() {
    env.conf(SparkOnMilvus.CATALOG + ".await.pending-timeout", "300ms");
    env.conf(SparkOnMilvus.CATALOG + ".await.fail-when-stalled", "true");

    Row row = end(refresh().jobId(), "1m", "STALLED");

    assertThat(row.<String>getAs("state")).isEqualTo("RefreshPending");
  }

  @Test
  void mistakesAreErrorsAllTheSame() {
    assertThat(Failures.of(() -> env.sql(CALL, "'job_1'", "1m")))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("'job_id' is 'job_1'");
    assertThat(
            Failures.of(
                () -> env.sql("CALL milvus_refresh.sys.await_refresh(1, on_failure => 'ignore')")))
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'on_failure' is 'ignore': expected 'throw' or 'return'.");
    assertThat(env.calls()).isZero();
  }

  @Test
  void refusedCredentialsAreAnErrorAllTheSame() {
    try (EmbeddedMilvus locked = EmbeddedMilvus.builder().apiKey("right").start()) {
      env.conf(SparkOnMilvus.CATALOG + ".uri", locked.uri());
      assertThat(Failures.of(() -> env.sql(CALL, 1, "1m")))
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageStartingWith("[MILVUS_UNAUTHENTICATED]");
    }
  }
}
