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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.github.milvusrefresh.embedded.JobControl;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table and the functions that the catalog itself has. */
class CatalogObjectsITCase {

  private static final String SECRET = "sekret-from-environment";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private Sql open(Sql sql) {
    sql.run(
        "CREATE CATALOG milvus_refresh WITH ('type' = 'milvus-refresh', 'uri' = '"
            + milvus.uri()
            + "', 'token' = '"
            + SECRET
            + "')");
    return sql;
  }

  @Test
  void theTableIsReadWithTheOptionsOfTheCatalog() {
    milvus.restart(builder -> builder.apiKey(SECRET));
    long job = milvus.refresh().complete().jobId();
    for (Sql sql : List.of(open(Sql.batch()), open(Sql.streaming()))) {
      assertThat(sql.run("SELECT job_id, state FROM milvus_refresh.sys.refresh_jobs"))
          .containsExactly(Row.of(job, "RefreshCompleted"));
      assertThat(sql.run("SELECT state FROM milvus_refresh.sys.refresh_jobs WHERE job_id = " + job))
          .containsExactly(Row.of("RefreshCompleted"));
    }
    assertThat(milvus.lists()).isEqualTo(2);
    assertThat(milvus.polls()).isEqualTo(2);
  }

  @Test
  void theTableIsDescribed() {
    Sql sql = open(Sql.batch());
    sql.run("USE CATALOG milvus_refresh");
    assertThat(sql.run("SHOW TABLES")).containsExactly(Row.of("refresh_jobs"));
    assertThat(sql.run("SHOW TABLES FROM milvus_refresh.sys")).hasSize(1);
    List<Row> columns = sql.run("DESCRIBE refresh_jobs");
    assertThat(columns)
        .extracting(row -> row.getField(0), row -> row.getField(1))
        .contains(tuple("job_id", "BIGINT"), tuple("start_time", "TIMESTAMP_LTZ(3)"));
    assertThat(columns.get(3).toString()).contains("Finished tasks in percent, 0 to 100");
    assertThat(milvus.lists()).isZero();
  }

  @Test
  void theTokenIsNotShown() {
    Sql sql = open(Sql.batch());
    String table = "milvus_refresh.sys.refresh_jobs";
    assertThat(sql.run("SHOW CREATE TABLE " + table).toString())
        .contains("'connector' = 'milvus-refresh-jobs'")
        .doesNotContain(SECRET);
    assertThat(sql.run("EXPLAIN SELECT * FROM " + table).toString()).doesNotContain(SECRET);
    milvus.restart(builder -> builder.apiKey("another"));
    sql.run("DROP CATALOG milvus_refresh");
    open(sql);
    for (String query :
        List.of(
            "SELECT * FROM " + table,
            "SELECT * FROM TABLE(milvus_refresh.sys.milvus_refresh_job(1))",
            "SELECT * FROM " + table + " /*+ OPTIONS('scan.mode' = 'all') */")) {
      Throwable error = catchThrowable(() -> sql.run(query));
      assertThat(Throwables.getStackTrace(error)).contains("[").doesNotContain(SECRET);
    }
  }

  @Test
  void hintsSetTheOptionsOfTheTable() {
    JobControl job = milvus.refresh();
    Sql sql = open(Sql.streaming());
    String query =
        "SELECT state FROM milvus_refresh.sys.refresh_jobs"
            + " /*+ OPTIONS('scan.mode' = 'changes', 'poll.interval' = '500ms') */";
    try (RunningQuery rows = sql.follow(query)) {
      assertThat(rows.next()).isEqualTo(Row.of("RefreshPending"));
      job.complete();
      assertThat(rows.next().getKind()).isEqualTo(RowKind.UPDATE_BEFORE);
      assertThat(rows.next().getField(0)).isEqualTo("RefreshCompleted");
    }
    assertThat(
            sql.error(
                "SELECT * FROM milvus_refresh.sys.refresh_jobs /*+ OPTIONS('uri' = 'http://x') */"))
        .contains("Unsupported options", "uri");
  }

  @Test
  void theTableIsLookedUp() {
    long job = milvus.refresh().complete().jobId();
    Sql sql = open(Sql.batch());
    sql.run("CREATE TEMPORARY VIEW ids AS SELECT CAST(" + job + " AS BIGINT) id, PROCTIME() pt");
    assertThat(
            sql.run(
                "SELECT j.state FROM ids JOIN milvus_refresh.sys.refresh_jobs"
                    + " FOR SYSTEM_TIME AS OF ids.pt AS j ON j.job_id = ids.id"))
        .containsExactly(Row.of("RefreshCompleted"));
    assertThat(milvus.polls()).isEqualTo(1);
  }

  @Test
  void theTableCanBeCopiedFrom() {
    long job = milvus.refresh().jobId();
    Sql sql = open(Sql.batch());
    sql.run(
        "CREATE TABLE jobs WITH ('uri' = '"
            + milvus.uri()
            + "') LIKE milvus_refresh.sys.refresh_jobs");
    assertThat(sql.run("SELECT job_id FROM jobs")).containsExactly(Row.of(job));
  }

  @Test
  void functionsHaveTheOptionsOfTheCatalog() {
    milvus.restart(builder -> builder.apiKey(SECRET));
    long job = milvus.refresh().complete().jobId();
    for (Sql sql : List.of(open(Sql.batch()), open(Sql.streaming()))) {
      String select = "SELECT job_id FROM TABLE(milvus_refresh.sys.";
      assertThat(sql.run(select + "milvus_refresh_job(" + job + "))")).containsExactly(Row.of(job));
      assertThat(sql.run(select + "milvus_refresh_jobs(collection => 'docs'))"))
          .containsExactly(Row.of(job));
      assertThat(
              sql.run(
                  "SELECT job_id FROM TABLE(milvus_refresh.`system`.milvus_refresh_job("
                      + job
                      + "))"))
          .containsExactly(Row.of(job));
      assertThat(sql.run(select + "MILVUS_AWAIT_REFRESH(" + job + "))"))
          .containsExactly(Row.of(job));
      sql.run("USE CATALOG milvus_refresh");
      assertThat(sql.run("SELECT job_id FROM TABLE(milvus_refresh_job(" + job + "))"))
          .containsExactly(Row.of(job));
      assertThat(sql.run("SHOW USER FUNCTIONS"))
          .filteredOn(function -> !AsyncTableFunctionITCase.NAME.equals(function.getField(0)))
          .containsExactly(
              Row.of("milvus_await_refresh"),
              Row.of("milvus_refresh_job"),
              Row.of("milvus_refresh_jobs"));
    }
  }

  @Test
  void usersKeepTablesAndFunctionsOfTheirOwn() {
    Sql sql = open(Sql.batch());
    sql.run("USE CATALOG milvus_refresh");
    sql.run("CREATE FUNCTION twice AS '" + Twice.class.getName() + "'");
    assertThat(sql.run("SELECT twice(4)")).containsExactly(Row.of(8));
    assertThat(sql.run("SHOW USER FUNCTIONS")).contains(Row.of("twice"));
    sql.run("DROP FUNCTION twice");
    sql.run("CREATE TABLE t (id BIGINT) WITH ('connector' = 'blackhole')");
    sql.run("INSERT INTO t VALUES (1)");
    assertThat(sql.error("SELECT * FROM t")).contains("can only be used as a sink");
    sql.run("ALTER TABLE t RENAME TO u");
    sql.run("DROP TABLE u");
    sql.run("CREATE DATABASE mine");
    sql.run("CREATE TABLE mine.refresh_jobs (id BIGINT) WITH ('connector' = 'blackhole')");
    sql.run("DROP DATABASE mine CASCADE");
    assertThat(sql.run("SHOW DATABASES")).containsExactly(Row.of("sys"));
  }

  @Test
  void whatIsTheCatalogsOwnStays() {
    Sql sql = open(Sql.batch());
    sql.run("USE CATALOG milvus_refresh");
    String own = "belongs to the catalog 'milvus_refresh' itself";
    assertThat(sql.error("CREATE TABLE refresh_jobs (id INT) WITH ('connector' = 'blackhole')"))
        .contains("sys.refresh_jobs", "already exists");
    assertThat(sql.error("DROP TABLE refresh_jobs")).contains("'sys.refresh_jobs' " + own);
    assertThat(sql.error("ALTER TABLE refresh_jobs RENAME TO j")).contains(own);
    assertThat(sql.error("ALTER TABLE refresh_jobs SET ('uri' = 'http://h')")).contains(own);
    assertThat(sql.error("CREATE FUNCTION milvus_refresh_job AS '" + Twice.class.getName() + "'"))
        .contains("milvus_refresh_job", "already exists");
    assertThat(sql.error("DROP FUNCTION milvus_refresh_job")).contains(own);
    assertThat(sql.error("INSERT INTO refresh_jobs (job_id) VALUES (1)"))
        .contains("can only be used as a source");
    sql.run("USE CATALOG default_catalog");
    assertThat(sql.error("DROP DATABASE milvus_refresh.sys CASCADE")).contains("'sys' " + own);
  }

  /** A function of a user. */
  public static final class Twice extends ScalarFunction {

    public Integer eval(Integer number) {
      return 2 * number;
    }
  }
}
