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
import java.util.List;
import java.util.Map;
import org.apache.flink.FlinkVersion;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table function that asks for many jobs at once, which Flink has since 2.2. */
class AsyncTableFunctionITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  static final String NAME = "milvus_refresh_job_async";

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  static boolean isPlannable() {
    return FlinkVersion.byCode("2.2").isPresent();
  }

  private Sql connect(Sql sql) {
    return sql.connect(Map.of("uri", milvus.uri()));
  }

  /** A query for jobs with these ids, each a literal of SQL. */
  private static String query(Sql sql, Object... ids) {
    return queryWith(NAME, sql, ids);
  }

  private static String queryWith(String function, Sql sql, Object... ids) {
    String rows = List.of(ids).stream().map("(CAST(%s AS BIGINT))"::formatted).toList().toString();
    sql.run(
        "CREATE TEMPORARY VIEW ids AS SELECT * FROM (VALUES %s) AS v (id)"
            .formatted(rows.substring(1, rows.length() - 1)));
    return "SELECT ids.id, j.state, j.progress FROM ids"
        + " LEFT JOIN LATERAL TABLE(%s(ids.id)) AS j ON TRUE".formatted(function);
  }

  @Test
  @DisabledIf("isPlannable")
  void isNotThereWhereFlinkCannotPlanIt() {
    Sql sql = connect(Sql.streaming());
    assertThat(sql.run("SHOW FUNCTIONS")).doesNotContain(Row.of(NAME));
    assertThat(sql.error(query(sql, 1L))).contains("No match found for function signature " + NAME);
  }

  @Test
  @EnabledIf("isPlannable")
  void showsEachJobInTheOrderOfTheIds() {
    long first = milvus.refresh().complete().jobId();
    long second = milvus.refresh().inProgress(40).jobId();
    Sql sql = connect(Sql.streaming());
    assertThat(sql.run("SHOW FUNCTIONS")).contains(Row.of(NAME));
    assertThat(sql.run(query(sql, second, first)))
        .containsExactly(
            Row.of(second, "RefreshInProgress", 40), Row.of(first, "RefreshCompleted", 100));
    assertThat(milvus.polls()).isEqualTo(2);
  }

  @Test
  @EnabledIf("isPlannable")
  void theCatalogHasItToo() {
    long job = milvus.refresh().complete().jobId();
    Sql sql = connect(Sql.streaming());
    assertThat(sql.run(queryWith("milvus_refresh.sys." + NAME, sql, job)))
        .containsExactly(Row.of(job, "RefreshCompleted", 100));
  }

  @Test
  @EnabledIf("isPlannable")
  void manyAreAskedForAtOnceAndCancelEndsThem() throws Exception {
    Sql sql = connect(Sql.streaming());
    sql.session().getConfig().set("table.exec.async-table.max-concurrent-operations", "4");
    milvus.server().faults().hangNext(ScriptedMilvus.PROGRESS, 5);
    TableResult running = sql.session().executeSql(query(sql, 1, 2, 3, 4, 5));
    Eventually.until("four are asked for", () -> milvus.polls() == 4);
    String thread = "milvus-refresh-127.0.0.1:" + milvus.server().port();
    assertThat(LiveThreads.names()).contains(thread);
    running.getJobClient().orElseThrow().cancel().get();
    Eventually.until("the thread ends", () -> !LiveThreads.names().contains(thread));
  }

  @Test
  @EnabledIf("isPlannable")
  void anIdThatIsUnknownOrMissingIsAnError() {
    Sql sql = connect(Sql.streaming());
    assertThat(sql.error(query(sql, 3)))
        .contains("[JOB_NOT_FOUND] The server does not know refresh job 3.");
    sql.run("DROP TEMPORARY VIEW ids");
    assertThat(sql.error(query(sql, "NULL")))
        .contains("[INVALID_ARGUMENT] Argument 'job_id' is missing");
  }

  @Test
  @EnabledIf("isPlannable")
  void takesAConstantToo() {
    long job = milvus.refresh().complete().jobId();
    Sql sql = connect(Sql.streaming());
    assertThat(sql.run("SELECT state FROM TABLE(" + NAME + "(job_id => " + job + "))"))
        .containsExactly(Row.of("RefreshCompleted"));
  }

  /** The day it is not, the documentation is to say so. */
  @Test
  @EnabledIf("isPlannable")
  void flinkRefusesItInBatch() {
    Sql sql = connect(Sql.batch());
    assertThat(sql.error(query(sql, 3))).contains("Unsupported function for scan:ASYNC_TABLE");
  }
}
