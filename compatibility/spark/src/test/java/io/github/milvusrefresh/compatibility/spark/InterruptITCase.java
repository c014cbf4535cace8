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
import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.compatibility.support.Eventually;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @ParameterizedTest
  @EnumSource
  void stopsTheWaitAtOnceAndLeavesTheJobAlone(Wait way) throws InterruptedException {
    long jobId = env.milvus().refresh("docs");

    Throwable thrown = interrupted(way.start(env, jobId));

    assertThat(thrown)
        .isInstanceOf(CancellationException.class)
        .hasMessage("'await_refresh' was interrupted; the refresh job goes on.");
    assertThat(env.row("SELECT state FROM milvus_refresh_job(%s)", jobId).getString(0))
        .isEqualTo("RefreshPending");
  }

  /** Spark runs these waits on threads of its own, which no interrupt reaches. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT state, count(*) FROM milvus_await_refresh(%s) GROUP BY state",
        "SELECT * FROM milvus_await_refresh(%s) ORDER BY state",
        "SELECT 1 WHERE EXISTS (SELECT * FROM milvus_await_refresh(%s))",
        "SELECT (SELECT max(job_id) FROM milvus_await_refresh(%s))"
      })
  void stopsAWaitUnderAnExchange(String query) throws InterruptedException {
    long jobId = env.milvus().refresh("docs");

    interrupted(query.formatted(jobId));

    Eventually.until("no wait is left", () -> waits() == 0);
    assertThat(env.row("SELECT state FROM milvus_refresh_job(%s)", jobId).getString(0))
        .isEqualTo("RefreshPending");
  }

  private static long waits() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .filter(frame -> frame.getClassName().endsWith(".core.sql.RoutineRunner"))
        .count();
  }

  @Test
  void stopsAQueueAtOnceAndStartsNothingAfterwards() throws InterruptedException {
    long jobId = env.milvus().refresh("docs");

    Throwable thrown =
        interrupted("CALL milvus_refresh.sys.refresh('docs', if_running => 'queue')");

    assertThat(thrown)
        .isInstanceOf(CancellationException.class)
        .hasMessage("'refresh' was interrupted; a job that it started goes on.");
    env.milvus().job(jobId).complete();
    assertThat(env.rows("SELECT job_id FROM milvus_refresh_jobs()")).hasSize(1);
    assertThat(env.milvus().calls(REFRESH)).isOne();
  }

  private Throwable interrupted(String query) throws InterruptedException {
    RunningStatement statement = RunningStatement.start(() -> env.rows(query));
    Eventually.until("the wait polls", () -> env.milvus().calls(PROGRESS) > 0);
    return interrupted(statement);
  }

  private static Throwable interrupted(RunningStatement statement) throws InterruptedException {
    statement.interrupt();
    return statement.end();
  }
}
