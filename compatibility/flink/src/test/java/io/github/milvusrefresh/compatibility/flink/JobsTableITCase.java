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

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The connector milvus-refresh-jobs, read once, in batch and in streaming. */
class JobsTableITCase {

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

  private Sql open(Session session) {
    return open(session, "");
  }

  private Sql open(Session session, String options) {
    return open(session, JobsTable.ALL_COLUMNS, options);
  }

  private Sql open(Session session, String columns, String options) {
    Sql sql = session.open();
    sql.run(JobsTable.create(columns, milvus.uri(), options));
    return sql;
  }

  private void assertCalls(int gets, int lists) {
    assertThat(milvus.polls()).isEqualTo(gets);
    assertThat(milvus.lists()).isEqualTo(lists);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void readsTheJobsOnce(String mode, Session session) {
    long first = milvus.refresh().complete().jobId();
    long second = milvus.refresh().inProgress(40).jobId();
    Sql sql = open(session);
    assertCalls(0, 0);
    List<Row> rows = sql.run("SELECT * FROM jobs");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0))
        .extracting(row -> row.getField(0), row -> row.getField(2), row -> row.getField(3))
        .containsExactly(second, "RefreshInProgress", 40);
    assertThat(rows.get(1))
        .extracting(row -> row.getField(0), row -> row.getField(1), row -> row.getField(2))
        .containsExactly(first, "docs", "RefreshCompleted");
    assertThat(rows.get(1).getField(8)).isNotNull();
    assertCalls(0, 1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void planningAsksNothing(String mode, Session session) {
    long job = milvus.refresh().jobId();
    Sql sql = open(session);
    sql.run("EXPLAIN SELECT * FROM jobs");
    sql.run("EXPLAIN SELECT * FROM jobs WHERE job_id = " + job);
    sql.run("CREATE TEMPORARY VIEW v AS SELECT state FROM jobs");
    assertCalls(0, 0);
    sql.run("SELECT * FROM v");
    sql.run("SELECT * FROM v");
    assertCalls(0, 2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void anyColumnsInAnyOrder(String mode, Session session) {
    long job = milvus.refresh().fail("no such bucket").jobId();
    Sql sql =
        open(
            session,
            "reason STRING, job_id BIGINT NOT NULL, upper_state AS UPPER(state),"
                + " state STRING, end_time TIMESTAMP_LTZ",
            "");
    assertThat(sql.run("SELECT upper_state, job_id, reason FROM jobs"))
        .containsExactly(Row.of("REFRESHFAILED", job, "no such bucket"));
    assertThat(sql.run("SELECT COUNT(*) FROM jobs WHERE end_time IS NOT NULL")).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void asksForAFewIdsOneByOne(String mode, Session session) {
    long first = milvus.refresh().complete().jobId();
    long second = milvus.refresh().complete().jobId();
    Sql sql = open(session);
    assertThat(sql.run("SELECT job_id FROM jobs WHERE job_id = " + first))
        .containsExactly(Row.of(first));
    assertCalls(1, 0);
    assertThat(sql.run("SELECT job_id FROM jobs WHERE job_id IN (" + first + ", " + second + ")"))
        .containsExactlyInAnyOrder(Row.of(first), Row.of(second));
    assertCalls(3, 0);
    assertThat(
            sql.run(
                "SELECT state FROM jobs WHERE (job_id = "
                    + first
                    + " OR 3 = job_id)"
                    + " AND state = 'RefreshCompleted'"))
        .containsExactly(Row.of("RefreshCompleted"));
    assertCalls(5, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void selectsByCollection(String mode, Session session) {
    long docs = milvus.refresh().complete().jobId();
    milvus.server().createExternalCollection("other", "s3://bucket/other", "{}");
    long other = milvus.server().refresh("other");
    Sql sql = open(session);
    String select = "SELECT job_id FROM jobs WHERE ";
    assertThat(sql.run(select + "collection_name = 'docs'")).containsExactly(Row.of(docs));
    assertThat(sql.run(select + "collection_name IN ('docs', 'other')"))
        .containsExactlyInAnyOrder(Row.of(docs), Row.of(other));
    assertThat(sql.run(select + "collection_name = 'docs' AND job_id = " + other)).isEmpty();
    assertCalls(1, 2);
    assertThat(plan(sql, select + "collection_name = 'docs'")).doesNotContain("where=");
  }

  private static String plan(Sql sql, String statement) {
    return sql.run("EXPLAIN " + statement).get(0).getField(0).toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void otherFiltersAreFlinks(String mode, Session session) {
    milvus.refresh().complete();
    long second = milvus.refresh().inProgress(1).jobId();
    Sql sql = open(session);
    assertThat(sql.run("SELECT job_id FROM jobs WHERE job_id = " + second + " OR progress = 1"))
        .containsExactly(Row.of(second));
    assertThat(sql.run("SELECT job_id FROM jobs WHERE job_id >= " + second))
        .containsExactly(Row.of(second));
    assertThat(sql.run("SELECT job_id FROM jobs WHERE CAST(job_id AS STRING) = '" + second + "'"))
        .containsExactly(Row.of(second));
    assertThat(sql.run("SELECT job_id FROM jobs LIMIT 1")).hasSize(1);
    assertCalls(0, 4);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void aTableCanBeOfOneCollection(String mode, Session session) {
    long docs = milvus.refresh().complete().jobId();
    milvus.server().createExternalCollection("other", "s3://bucket/other", "{}");
    milvus.server().refresh("other");
    Sql sql = open(session, ", 'collection' = 'docs'");
    assertThat(sql.run("SELECT job_id FROM jobs")).containsExactly(Row.of(docs));
  }

  @Test
  void wrongColumnsAreNamed() {
    assertColumns("job_id BIGINT, progres INT")
        .contains(
            "[INVALID_ARGUMENT] A refresh job has no column 'progres': expected one of job_id");
    assertColumns("job_id STRING")
        .contains("[INVALID_ARGUMENT] Column 'job_id' has the type STRING: expected BIGINT.");
    assertColumns("job_id BIGINT, state STRING NOT NULL")
        .contains("Column 'state' has the type STRING NOT NULL: expected STRING.");
    assertColumns("start_time TIMESTAMP(3)")
        .contains("Column 'start_time' has the type TIMESTAMP(3): expected TIMESTAMP_LTZ(3).");
    assertColumns("job_id BIGINT, state STRING, PRIMARY KEY (state) NOT ENFORCED")
        .contains("PRIMARY KEY (state): expected PRIMARY KEY (job_id) NOT ENFORCED.");
  }

  private AbstractStringAssert<?> assertColumns(String columns) {
    return assertThat(open(Sql::batch, columns, "").error("SELECT * FROM jobs"));
  }

  @Test
  void wrongOptionsAreNamed() {
    assertOptions(", 'colection' = 'docs'")
        .contains("Unsupported options found for 'milvus-refresh-jobs'", "colection");
    assertOptions(", 'scan.mode' = 'stream'")
        .contains("'scan.mode' is 'stream': expected 'snapshot' or 'changes'");
    assertOptions(", 'poll.interval' = '100ms'")
        .contains("[INVALID_ARGUMENT] Argument 'poll.interval' is '100ms': expected 500ms or more");
    assertOptions(", 'collection' = 'a.b.c'").contains("'collection' is 'a.b.c'");
    assertOptions(", 'lookup.cache' = 'FULL'").contains("expected NONE or PARTIAL");
    assertOptions(", 'lookup.cache' = 'PARTIAL'")
        .contains("nothing bounds the cache: expected one of lookup.partial-cache.max-rows");
    assertOptions(", 'lookup.max-retries' = '-1'").contains("'lookup.max-retries' is '-1'");
    assertOptions(", 'scan.mode' = 'changes'")
        .contains("The table has no primary key: expected PRIMARY KEY (job_id) NOT ENFORCED");
  }

  private AbstractStringAssert<?> assertOptions(String options) {
    return assertThat(open(Sql::batch, options).error("SELECT * FROM jobs"));
  }

  @Test
  void aSnapshotFailsWithTheErrorOfTheServer() {
    milvus.restart(EmbeddedMilvus.Builder::legacy);
    assertThat(open(Sql::batch).error("SELECT * FROM jobs")).contains("[MILVUS_UNSUPPORTED]");
  }

  @Test
  void aSnapshotBearsAShortTrouble() {
    milvus.refresh();
    milvus.server().faults().failNext(ScriptedMilvus.LIST, 2, "UNAVAILABLE", "restarting");
    assertThat(open(Sql::batch).run("SELECT * FROM jobs")).hasSize(1);
  }

  @Test
  void aSnapshotOfAStreamLeavesNoThread() throws Exception {
    JobControl job = milvus.refresh();
    assertThat(open(Sql::streaming).run("SELECT * FROM jobs WHERE job_id = " + job.jobId()))
        .hasSize(1);
    String thread = "milvus-refresh-127.0.0.1:" + milvus.server().port();
    Eventually.until("the thread ends", () -> !LiveThreads.names().contains(thread));
  }

  @Test
  void secretsStayHidden() {
    String secret = "s3kret";
    Sql sql = open(Sql::batch, ", 'token' = '" + secret + "'");
    String query = "SELECT * FROM jobs";
    assertThat(plan(sql, query)).doesNotContain(secret);
    milvus.restart(builder -> builder.apiKey("right"));
    sql.run("DROP TEMPORARY TABLE jobs");
    sql.run(JobsTable.create(JobsTable.ALL_COLUMNS, milvus.uri(), ", 'token' = '" + secret + "'"));
    Throwable error = catchThrowable(() -> sql.run(query));
    assertThat(error).hasStackTraceContaining("[MILVUS_UNAUTHENTICATED]");
    assertThat(Throwables.getStackTrace(error)).doesNotContain(secret);
    sql.run("DROP TEMPORARY TABLE jobs");
    sql.run(JobsTable.create("job_id STRING", milvus.uri(), ", 'token' = '" + secret + "'"));
    assertThat(Throwables.getStackTrace(catchThrowable(() -> sql.run(query))))
        .contains("'token'='******'")
        .doesNotContain(secret);
  }

  @Test
  void referencesToSecretsAreGoodWhereTheyAreUsed() {
    milvus.restart(builder -> builder.apiKey("sekret-from-environment"));
    milvus.refresh();
    assertThat(open(Sql::batch, ", 'token-env' = 'MILVUS_TEST_TOKEN'").run("SELECT * FROM jobs"))
        .hasSize(1);
  }
}
