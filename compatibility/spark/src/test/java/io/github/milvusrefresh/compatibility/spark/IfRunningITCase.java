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

import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.RefreshInProgressException;
import io.github.milvusrefresh.embedded.JobControl;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refresh that meets another one of its collection. */
class IfRunningITCase {

  private static final String CALL = "CALL milvus_refresh.sys.refresh('docs', %s)";

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  private JobControl active;

  @BeforeEach
  void anotherOneRuns() {
    active = env.milvus().job(env.milvus().refresh("docs")).inProgress(10);
  }

  private long latestJob() {
    ConnectionOptions options = ConnectionOptions.builder(env.milvus().uri()).build();
    try (RefreshClient client = RefreshClient.open(options)) {
      return client.jobs().get(0).jobId();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait => false", "if_running => 'FAIL'", "if_running => NULL"})
  void failsByDefault(String arguments) {
    assertThat(Failures.of(() -> env.sql(CALL, arguments)))
        .isInstanceOf(RefreshInProgressException.class)
        .hasMessageContaining("Refresh job " + active.jobId() + " of collection 'docs'")
        .hasMessageContaining("if_running => 'queue'");
  }

  @Test
  void attachesToIt() {
    Row row = env.row(CALL, "if_running => 'attach'");

    assertThat(row.<Long>getAs("job_id")).isEqualTo(active.jobId());
    assertThat(row.<Integer>getAs("progress")).isEqualTo(10);
  }

  @Test
  void attachesToItAndWaits() {
    active.thenOnPoll(job -> job.inProgress(40)).thenOnPoll(JobControl::complete);

    Row row = env.row(CALL, "if_running => 'attach', wait => true");

    assertThat(row.<Long>getAs("job_id")).isEqualTo(active.jobId());
    assertThat(row.<String>getAs("state")).isEqualTo("RefreshCompleted");
    assertThat(env.milvus().calls(REFRESH)).isOne();
  }

  @Test
  void queuesBehindItEvenIfItFails() {
    active.thenOnPoll(job -> job.inProgress(40)).thenOnPoll(job -> job.fail("bad file"));

    Row row = env.row(CALL, "if_running => 'queue'");

    assertThat(row.<Long>getAs("job_id")).isGreaterThan(active.jobId());
    assertThat(row.<String>getAs("state")).isEqualTo("RefreshPending");
    assertThat(env.milvus().calls(REFRESH)).isEqualTo(2);
  }

  @Test
  void queuesBehindItAndWaitsForItsOwn() throws Exception {
    CompletableFuture<Row> row =
        CompletableFuture.supplyAsync(() -> env.row(CALL, "if_running => 'queue', wait => true"));
    Eventually.until("the refresh queues", () -> env.milvus().calls(REFRESH) == 1);
    active.complete();
    Eventually.until("its own job is there", () -> latestJob() != active.jobId());
    long own = latestJob();
    assertThat(row).isNotDone();
    env.milvus().job(own).complete();

    assertThat(row.get(30, TimeUnit.SECONDS).<Long>getAs("job_id")).isEqualTo(own);
    assertThat(row.get().<String>getAs("state")).isEqualTo("RefreshCompleted");
  }

  @Test
  void startsNothingIfTheTimeoutPassesInTheQueue() {
    assertThat(Failures.of(() -> env.sql(CALL, "if_running => 'queue', timeout => '500ms'")))
        .isInstanceOf(AwaitTimeoutException.class)
        .hasMessageStartingWith(
            "[AWAIT_TIMEOUT] No refresh of collection 'docs' was started: refresh job "
                + active.jobId()
                + " runs, and did not end within 500ms; last seen: RefreshInProgress")
        .hasMessageContaining("at 10 %");
    assertThat(env.milvus().calls(REFRESH)).isOne();
  }

  @Test
  void theTimeoutCoversQueueingAndWaiting() {
    active.thenOnPoll(job -> job.inProgress(40)).thenOnPoll(JobControl::complete);

    assertThat(
            Failures.of(
                () -> env.sql(CALL, "if_running => 'queue', wait => true, timeout => '2s'")))
        .isInstanceOf(AwaitTimeoutException.class)
        .hasMessageContaining("Refresh job " + latestJob() + " did not end within 2s.");
    assertThat(latestJob()).isGreaterThan(active.jobId());
  }

  @Test
  void refusesOtherWords() {
    assertThat(Failures.of(() -> env.sql(CALL, "if_running => 'kill'")))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'if_running' is 'kill': expected 'fail', 'attach' or"
                + " 'queue'.");
    assertThat(env.calls()).isZero();
  }
}
