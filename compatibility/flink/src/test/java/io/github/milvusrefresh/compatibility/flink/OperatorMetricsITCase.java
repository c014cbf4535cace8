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
package io.github.milvusrefresh.compatibility.flink;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.embedded.JobControl;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.test.junit5.InjectClusterRESTAddress;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What table functions, the table of jobs and lookups report, while they run. */
class OperatorMetricsITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(
                  Configuration.fromMap(Map.of("metrics.fetcher.update-interval", "50")))
              .setNumberSlotsPerTaskManager(4)
              .build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  /** Runs a query until its metric is as it should be. */
  private void untilReported(
      Sql sql, String query, URI rest, String name, Predicate<List<Long>> expected)
      throws Exception {
    TableResult running = sql.session().executeSql(query);
    JobClient client = running.getJobClient().orElseThrow();
    JobMetrics metrics = new JobMetrics(new RestApi(rest), client.getJobID());
    try {
      Eventually.until(name + " is reported", () -> expected.test(metrics.ofOperators(name)));
    } finally {
      client.cancel().get();
    }
  }

  private Sql withIds(long jobId) {
    Sql sql = Sql.streaming().connect(Map.of("uri", milvus.uri()));
    sql.run(
        "CREATE TABLE ids (n BIGINT, pt AS PROCTIME(), id AS n - n + CAST("
            + jobId
            + " AS BIGINT)) WITH ('connector' = 'datagen', 'rows-per-second' = '20')");
    sql.run(JobsTable.create(JobsTable.ALL_COLUMNS, milvus.uri(), ""));
    return sql;
  }

  @Test
  void aFunctionReportsItsPolls(@InjectClusterRESTAddress URI rest) throws Exception {
    long job = milvus.refresh().inProgress(10).jobId();
    String query = "SELECT f.state FROM ids, LATERAL TABLE(milvus_refresh_job(ids.id)) AS f";

    untilReported(
        withIds(job), query, rest, "polls", polls -> polls.size() == 1 && polls.get(0) > 3);
  }

  @Test
  void aWaitingFunctionReportsItsWait(@InjectClusterRESTAddress URI rest) throws Exception {
    JobControl job = milvus.refresh().inProgress(10);
    String query = "SELECT outcome FROM TABLE(milvus_await_refresh(" + job.jobId() + "))";

    untilReported(
        Sql.streaming().connect(Map.of("uri", milvus.uri())),
        query,
        rest,
        "waitsActive",
        List.of(1L)::equals);
  }

  @Test
  void aLookupReportsItsPolls(@InjectClusterRESTAddress URI rest) throws Exception {
    long job = milvus.refresh().inProgress(10).jobId();
    for (String async : List.of("true", "false")) {
      String query =
          "SELECT /*+ LOOKUP('table'='j', 'async'='%s') */ j.state FROM ids".formatted(async)
              + " JOIN jobs FOR SYSTEM_TIME AS OF ids.pt AS j ON j.job_id = ids.id";

      untilReported(
          withIds(job), query, rest, "polls", polls -> polls.size() == 1 && polls.get(0) > 3);
    }
  }

  @Test
  void aTableThatIsFollowedReportsItsPolls(@InjectClusterRESTAddress URI rest) throws Exception {
    milvus.refresh().inProgress(10);
    Sql sql = Sql.streaming();
    sql.run(
        JobsTable.create(
            JobsTable.ALL_COLUMNS + JobsTable.KEY,
            milvus.uri(),
            ", 'scan.mode' = 'changes', 'poll.interval' = '500ms'"));

    untilReported(
        sql,
        "SELECT job_id, state FROM jobs",
        rest,
        "polls",
        polls -> !polls.isEmpty() && polls.get(0) > 1);
    milvus.server().faults().unavailable();
    untilReported(
        sql,
        "SELECT job_id, state FROM jobs",
        rest,
        "pollErrors",
        errors -> !errors.isEmpty() && errors.get(0) > 1);
  }
}
