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

import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.embedded.CollectionControl;
import io.github.milvusrefresh.embedded.JobControl;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wait until the data of a completed job is indexed or loaded. */
class ReadinessITCase {

  private static final String AWAIT = "CALL milvus_refresh.sys.await_refresh(%s, %s)";

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  private long jobId;

  @BeforeEach
  void aJobCompleted() {
    jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).complete();
  }

  private CollectionControl indexed() {
    env.milvus().createIndex("docs", "vector");
    return env.milvus().collection("docs").indexed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait_for => 'indexed'", "wait_for => 'INDEXED'"})
  void waitsForTheIndexes(String arguments) {
    indexed().indexing(700).script(c -> c.indexing(200), CollectionControl::indexed);

    assertThat(env.row(AWAIT, jobId, arguments).<String>getAs("outcome")).isEqualTo("COMPLETED");
    assertThat(env.milvus().calls(SparkOnMilvus.INDEXES)).isEqualTo(2);
    assertThat(env.milvus().calls(SparkOnMilvus.LOAD)).isZero();
  }

  @Test
  void waitsForTheLoad() {
    indexed()
        .loading(0)
        .script(c -> {}, c -> {}, c -> c.loading(60), c -> {}, CollectionControl::loaded);

    Row row = env.row(AWAIT, jobId, "wait_for => 'loaded'");

    assertThat(row.<String>getAs("outcome")).isEqualTo("COMPLETED");
    assertThat(env.milvus().calls(SparkOnMilvus.LOAD)).isGreaterThan(1);
  }

  @Test
  void completedAsksForNoMore() {
    env.row(AWAIT, jobId, "wait_for => 'completed'");

    assertThat(env.milvus().calls(SparkOnMilvus.INDEXES)).isZero();
  }

  @Test
  void refreshWaitsForTheIndexesToo() {
    indexed().indexing(700).script(c -> c.indexing(200), CollectionControl::indexed);
    env.milvus()
        .job(env.milvus().refresh("docs"))
        .script(job -> job.inProgress(40), JobControl::complete);

    env.row(
        "CALL milvus_refresh.sys.refresh('docs', wait => true, if_running => 'attach',"
            + " wait_for => 'indexed')");

    assertThat(env.milvus().calls(SparkOnMilvus.INDEXES)).isEqualTo(2);
  }

  @Test
  void aTimeoutNamesTheIndexes() {
    indexed().indexing(200);

    assertThat(Failures.of(() -> env.sql(AWAIT, jobId, "'500ms', wait_for => 'loaded'")))
        .isInstanceOf(AwaitTimeoutException.class)
        .hasMessage(
            "[AWAIT_TIMEOUT] Refresh job %d completed, but collection 'docs' was not indexed within"
                + " 500ms: index 'vector' has 200 of 1000 rows pending. Await it again with the"
                + " same wait_for, or raise timeout.",
            jobId);
  }

  @Test
  void aTimeoutNamesTheLoad() {
    indexed().released();

    assertThat(Failures.of(() -> env.sql(AWAIT, jobId, "'500ms', wait_for => 'loaded'")))
        .isInstanceOf(AwaitTimeoutException.class)
        .hasMessageContaining("was not loaded within 500ms: the collection is not loaded");
  }

  @Test
  void anIndexThatFailedIsNotWaitedFor() {
    indexed().indexFailed("out of memory");

    assertThat(Failures.of(() -> env.sql(AWAIT, jobId, "wait_for => 'indexed'")))
        .isInstanceOf(RefreshFailedException.class)
        .hasMessageStartingWith("[REFRESH_FAILED]")
        .hasMessageContaining("index 'vector' failed: out of memory")
        .hasMessageContaining("do not refresh");
  }

  @Test
  void noIndexIsAMistake() {
    assertThat(Failures.of(() -> env.sql(AWAIT, jobId, "wait_for => 'indexed'")))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("collection 'docs' has none");
  }

  @Test
  void refusesOtherWords() {
    assertThat(Failures.of(() -> env.sql(AWAIT, jobId, "wait_for => 'x'")))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'wait_for' is 'x': expected 'completed', 'indexed' or"
                + " 'loaded'.");
    assertThat(env.calls()).isZero();
  }

  @Test
  void needsAWait() {
    assertThat(
            Failures.of(
                () -> env.sql("CALL milvus_refresh.sys.refresh('docs', wait_for => 'loaded')")))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'wait_for' is given without 'wait': expected wait => true"
                + " too.");
    assertThat(env.calls()).isZero();
  }
}
