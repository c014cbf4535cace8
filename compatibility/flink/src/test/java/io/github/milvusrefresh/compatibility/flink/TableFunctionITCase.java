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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.embedded.JobControl;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table functions, in batch and in streaming. */
class TableFunctionITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  static Stream<Arguments> modes() {
    return Stream.of(
        Arguments.of("batch", (Session) Sql::batch),
        Arguments.of("streaming", (Session) Sql::streaming));
  }

  @FunctionalInterface
  interface Session {
    Sql open();
  }

  private Sql connect(Session session) {
    return session.open().connect(Map.of("uri", milvus.uri()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void showsOneJob(String mode, Session session) {
    long id = milvus.refresh().inProgress(40).jobId();
    Sql sql = connect(session);
    Row expected = Row.of(id, "docs", "RefreshInProgress", 40, null);
    String select = "SELECT job_id, collection_name, state, progress, reason FROM TABLE(";
    assertThat(sql.run(select + "milvus_refresh_job(" + id + "))")).containsExactly(expected);
    assertThat(sql.run(select + "milvus_refresh_job(job_id => " + id + "))"))
        .containsExactly(expected);
    assertThat(sql.error("SELECT * FROM TABLE(milvus_refresh_job(3))"))
        .contains("[JOB_NOT_FOUND] The server does not know refresh job 3.");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void listsJobs(String mode, Session session) {
    long id = milvus.refresh().inProgress(40).jobId();
    milvus.server().createExternalCollection("other", "s3://bucket/other", "{}");
    long other = milvus.server().refresh("other");
    Sql sql = connect(session);
    String select = "SELECT job_id FROM TABLE(";
    assertThat(sql.run(select + "milvus_refresh_jobs())"))
        .containsExactly(Row.of(other), Row.of(id));
    assertThat(sql.run(select + "milvus_refresh_jobs('docs'))")).containsExactly(Row.of(id));
    assertThat(sql.run(select + "milvus_refresh_jobs(collection => 'docs'))"))
        .containsExactly(Row.of(id));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void joinsIdsOfAnotherTable(String mode, Session session) {
    long id = milvus.refresh().complete().jobId();
    Sql sql = connect(session);
    sql.run("CREATE TEMPORARY VIEW ids AS SELECT * FROM (VALUES (" + id + ")) AS v (id)");
    Row expected = Row.of(id, "RefreshCompleted");
    assertThat(
            sql.run(
                "SELECT j.job_id, j.state FROM ids, LATERAL TABLE(milvus_refresh_job(ids.id)) j"))
        .containsExactly(expected);
    assertThat(
            sql.run(
                "SELECT j.job_id, j.state FROM ids"
                    + " LEFT JOIN LATERAL TABLE(milvus_await_refresh(ids.id)) j ON TRUE"))
        .containsExactly(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void awaits(String mode, Session session) {
    JobControl job = milvus.refresh().inProgress(40).thenOnPoll(JobControl::complete);
    Sql sql = connect(session);
    List<Row> rows =
        sql.run(
            "SELECT job_id, outcome, polls FROM TABLE(milvus_await_refresh(" + job.jobId() + "))");
    assertThat(rows).containsExactly(Row.of(job.jobId(), "COMPLETED", 1));
    String select = "SELECT outcome FROM TABLE(milvus_await_refresh(";
    Row completed = Row.of("COMPLETED");
    assertThat(sql.run(select + job.jobId() + ", '5s'))")).containsExactly(completed);
    assertThat(sql.run(select + "job_id => " + job.jobId() + "))")).containsExactly(completed);
    assertThat(sql.run(select + "timeout => '5s', job_id => " + job.jobId() + "))"))
        .containsExactly(completed);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void planningAsksNothing(String mode, Session session) {
    long id = milvus.refresh().jobId();
    Sql sql = connect(session);
    sql.run("EXPLAIN SELECT * FROM TABLE(milvus_refresh_job(" + id + "))");
    sql.run("CREATE TEMPORARY VIEW v AS SELECT * FROM TABLE(milvus_refresh_job(" + id + "))");
    assertThat(milvus.polls()).isZero();
    sql.run("SELECT * FROM v");
    assertThat(milvus.polls()).isEqualTo(1);
  }

  @Test
  void awaitIsRefusedWhereCheckpointsPass() {
    long id = milvus.refresh().complete().jobId();
    Sql sql = connect(Sql::streaming);
    sql.session().getConfig().set("execution.checkpointing.interval", "1 s");
    assertThat(sql.error("SELECT * FROM TABLE(milvus_await_refresh(" + id + "))"))
        .contains("milvus_await_refresh waits inside a task")
        .contains("milvus-refresh-gated", "GatedSource");
    assertThat(sql.run("SELECT * FROM TABLE(milvus_refresh_job(" + id + "))")).hasSize(1);
  }

  @Test
  void awaitIsRefusedWhereTheProgramTurnedCheckpointsOn() {
    long id = milvus.refresh().complete().jobId();
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.enableCheckpointing(1_000);
    Sql sql = Sql.over(StreamTableEnvironment.create(environment));
    sql.connect(Map.of("uri", milvus.uri()));
    assertThat(sql.error("SELECT * FROM TABLE(milvus_await_refresh(" + id + "))"))
        .contains("GatedSource");
  }

  @Test
  void cancellingTheQueryEndsTheWaitAndNotTheJob() throws Exception {
    JobControl job = milvus.refresh().inProgress(1);
    Sql sql = connect(Sql::streaming);
    TableResult query =
        sql.session().executeSql("SELECT * FROM TABLE(milvus_await_refresh(" + job.jobId() + "))");
    String thread = "milvus-refresh-127.0.0.1:" + milvus.server().port();
    Eventually.until("the wait polls", () -> milvus.polls() > 0);
    assertThat(LiveThreads.names()).contains(thread);
    query.getJobClient().orElseThrow().cancel().get();
    Eventually.until("the thread ends", () -> !LiveThreads.names().contains(thread));
    assertThat(sql.run("SELECT state FROM TABLE(milvus_refresh_job(" + job.jobId() + "))"))
        .containsExactly(Row.of("RefreshInProgress"));
  }

  @Test
  void awaitIsAllowedInBatchWhateverTheCheckpoints() {
    long id = milvus.refresh().complete().jobId();
    Sql sql = connect(Sql::batch);
    sql.session().getConfig().set("execution.checkpointing.interval", "1 s");
    assertThat(sql.run("SELECT * FROM TABLE(milvus_await_refresh(" + id + "))")).hasSize(1);
  }
}
