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

import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.embedded.JobControl;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code milvus_await_refresh(..., mode => 'executor')}. */
class ExecutorModeITCase {

  private static final String AWAIT =
      "SELECT * FROM milvus_await_refresh(%s, '1m', mode => 'executor')";

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();
  private long jobId;

  @BeforeEach
  void startJob() {
    jobId = env.milvus().refresh("docs");
  }

  @Test
  void waitsInATask() {
    env.milvus().job(jobId).script(job -> job.inProgress(50), JobControl::complete);

    List<Row> rows = env.rows(AWAIT, jobId);

    assertThat(rows)
        .singleElement()
        .extracting(row -> row.getAs("state"))
        .isEqualTo("RefreshCompleted");
    assertThat(rows.get(0).<String>getAs("outcome")).isEqualTo("COMPLETED");
  }

  @Test
  void explainStartsNoJob() {
    env.rows("EXPLAIN FORMATTED " + AWAIT, jobId);

    assertThat(env.calls()).isZero();
  }

  @Test
  void aFailedJobIsAnErrorOfTheDriverAndIsNotTriedAgain() {
    env.milvus().job(jobId).fail("no such bucket");

    Throwable thrown = Failures.of(() -> env.rows(AWAIT, jobId));

    assertThat(thrown)
        .isInstanceOf(RefreshFailedException.class)
        .hasMessageStartingWith("[REFRESH_FAILED]")
        .hasMessageContaining("no such bucket");
    assertThat(env.milvus().calls(PROGRESS)).isOne();
  }

  @Test
  void cancellingItEndsItsTask() throws InterruptedException {
    RunningStatement wait = Wait.FUNCTION_ON_EXECUTOR.start(env, jobId);

    env.spark().sparkContext().cancelJobGroup("gate");

    assertThat(wait.end()).isNotNull();
    Eventually.until("the task ends", () -> taskThreads() == 0);
  }

  @Test
  void interruptingTheStatementEndsItsTaskToo() throws InterruptedException {
    RunningStatement wait = Wait.FUNCTION_ON_EXECUTOR.start(env, jobId);
    assertThat(env.spark().sparkContext().statusTracker().getActiveJobIds()).hasSize(1);

    wait.interrupt();

    assertThat(wait.end()).isNotNull();
    Eventually.until("the task ends", () -> taskThreads() == 0);
  }

  private static long taskThreads() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(java.util.Arrays::stream)
        .filter(frame -> frame.getClassName().endsWith(".spark.AwaitTask"))
        .count();
  }

  @Test
  void aTokenOfTheSessionIsNotSentAlong() {
    env.conf("spark.milvus.token", "s3cret-of-session");

    assertThatThrownBy(() -> env.rows(AWAIT, jobId))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "[INVALID_ARGUMENT] With mode => 'executor' a token or password of a session or catalog"
                + " stays in the driver: expected token-file, token-env, or spark.milvus.token of the"
                + " whole application.");
    assertThat(env.calls()).isZero();
  }

  @Test
  void namesTheModesThereAre() {
    assertThat(
            Failures.of(
                () -> env.sql("SELECT * FROM milvus_await_refresh(%s, mode => 'x')", jobId)))
        .hasMessageContaining(
            "[INVALID_ARGUMENT] Argument 'mode' is 'x': expected 'driver' or 'executor'.");
  }
}
