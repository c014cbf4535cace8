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

import io.github.milvusrefresh.embedded.JobControl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lookup joins with refresh jobs, by their ids. */
class LookupJoinITCase {

  private static final long UNKNOWN = 3;

  private static final String ASYNC = "/*+ LOOKUP('table'='j', 'async'='true') */";
  private static final String BLOCKING = "/*+ LOOKUP('table'='j', 'async'='false') */";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  /** A session with the table jobs, and a stream ids(id) whose rows come one after the other. */
  private Sql open(String options, Long... ids) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(1);
    StreamTableEnvironment session = StreamTableEnvironment.create(environment);
    Sql sql = Sql.over(session);
    sql.run(JobsTable.create(JobsTable.ALL_COLUMNS, milvus.uri(), options));
    DataStream<Long> stream = environment.fromData(Types.LONG, ids);
    session.createTemporaryView(
        "ids",
        session.fromDataStream(
            stream,
            Schema.newBuilder()
                .column("f0", "BIGINT")
                .columnByExpression("id", "f0")
                .columnByExpression("pt", "PROCTIME()")
                .build()));
    return sql;
  }

  private static String join(String hint, String condition) {
    return "SELECT "
        + hint
        + " ids.id, j.state, j.progress FROM ids LEFT JOIN jobs"
        + " FOR SYSTEM_TIME AS OF ids.pt AS j ON "
        + condition;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ASYNC, BLOCKING})
  void findsEachJobById(String hint) {
    long first = milvus.refresh().complete().jobId();
    long second = milvus.refresh().inProgress(40).jobId();
    Sql sql = open("", first, UNKNOWN, second);
    String query = join(hint, "j.job_id = ids.id");
    sql.run("EXPLAIN " + query);
    assertThat(milvus.polls()).isZero();
    assertThat(sql.run(query))
        .containsExactly(
            Row.of(first, "RefreshCompleted", 100),
            Row.of(UNKNOWN, null, null),
            Row.of(second, "RefreshInProgress", 40));
    assertThat(milvus.polls()).isEqualTo(3);
    assertThat(milvus.lists()).isZero();
  }

  @Test
  void isAsynchronousUnlessToldOtherwise() {
    Sql sql = open("", 1L);
    assertThat(plan(sql, "")).contains("async=[ORDERED");
    assertThat(plan(sql, BLOCKING)).contains("LookupJoin").doesNotContain("async=[ORDERED");
  }

  private static String plan(Sql sql, String hint) {
    return sql.run("EXPLAIN " + join(hint, "j.job_id = ids.id")).get(0).getField(0).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {ASYNC, BLOCKING})
  void theConditionCanSayMore(String hint) {
    long first = milvus.refresh().complete().jobId();
    long second = milvus.refresh().inProgress(40).jobId();
    Sql sql = open("", first, second);
    assertThat(sql.run(join(hint, "j.job_id = ids.id AND j.state = 'RefreshCompleted'")))
        .containsExactly(Row.of(first, "RefreshCompleted", 100), Row.of(second, null, null));
    assertThat(sql.run(join(hint, "j.job_id = ids.id AND j.progress < 50")))
        .containsExactly(Row.of(first, null, null), Row.of(second, "RefreshInProgress", 40));
    assertThat(sql.run(join(hint, "j.job_id = ids.id AND j.job_id IN (5, " + second + ")")))
        .containsExactly(Row.of(first, null, null), Row.of(second, "RefreshInProgress", 40));
    assertThat(sql.run(join(hint, "j.job_id = ids.id AND j.collection_name IN ('docs', 'other')")))
        .containsExactly(
            Row.of(first, "RefreshCompleted", 100), Row.of(second, "RefreshInProgress", 40));
  }

  @Test
  void anotherKeyIsRefused() {
    Sql sql = open("", 1L);
    assertThat(sql.error(join("", "j.progress = CAST(ids.id AS INT)")))
        .contains("A lookup join with refresh jobs has the key [progress]: expected ON job_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {ASYNC, BLOCKING})
  void withoutACacheEachRowAsks(String hint) {
    long job = milvus.refresh().complete().jobId();
    assertThat(open("", job, job, job).run(join(hint, "j.job_id = ids.id"))).hasSize(3);
    assertThat(milvus.polls()).isEqualTo(3);
  }

  @Test
  void aCacheKeepsWhatIsFinal() {
    long job = milvus.refresh().complete().jobId();
    Sql sql =
        open(", 'lookup.cache' = 'PARTIAL', 'lookup.partial-cache.max-rows' = '9'", job, job, job);
    assertThat(sql.run(join(BLOCKING, "j.job_id = ids.id")))
        .containsOnly(Row.of(job, "RefreshCompleted", 100))
        .hasSize(3);
    assertThat(milvus.polls()).isEqualTo(1);
  }

  @Test
  void aCacheKeepsARunningJobForAPollInterval() {
    JobControl job = milvus.refresh().inProgress(40).thenOnPoll(JobControl::complete);
    long id = job.jobId();
    Sql sql =
        open(
            ", 'lookup.cache' = 'PARTIAL', 'lookup.partial-cache.max-rows' = '9', 'poll.interval' = '1h'",
            id,
            id,
            UNKNOWN,
            UNKNOWN);
    assertThat(sql.run(join(BLOCKING, "j.job_id = ids.id")))
        .containsExactly(
            Row.of(id, "RefreshCompleted", 100),
            Row.of(id, "RefreshCompleted", 100),
            Row.of(UNKNOWN, null, null),
            Row.of(UNKNOWN, null, null));
    assertThat(milvus.polls()).isEqualTo(2);
  }

  @Test
  void missesNeedNotBeKept() {
    Sql sql =
        open(
            ", 'lookup.cache' = 'PARTIAL', 'lookup.partial-cache.max-rows' = '9', 'lookup.partial-cache.cache-missing-key' = 'false'",
            UNKNOWN,
            UNKNOWN);
    assertThat(sql.run(join(BLOCKING, "j.job_id = ids.id"))).hasSize(2);
    assertThat(milvus.polls()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {ASYNC, BLOCKING})
  void bearsAServerThatIsAway(String hint) {
    long job = milvus.refresh().complete().jobId();
    // More than the client itself repeats.
    milvus.server().faults().failNext(ScriptedMilvus.PROGRESS, 5, "UNAVAILABLE", "restarting");
    assertThat(open("", job).run(join(hint, "j.job_id = ids.id")))
        .containsExactly(Row.of(job, "RefreshCompleted", 100));
    assertThat(milvus.polls()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {ASYNC, BLOCKING})
  void failsWhenTheServerIsAwayForTooLong(String hint) {
    milvus.server().faults().unavailable();
    Sql once = open(", 'lookup.max-retries' = '0'", 1L);
    assertThat(once.error(join(hint, "j.job_id = ids.id")))
        .contains("[MILVUS_UNREACHABLE]")
        .doesNotContain("await.unreachable-timeout");
    Sql brief = open(", 'await.unreachable-timeout' = '1500ms'", 1L);
    assertThat(brief.error(join(hint, "j.job_id = ids.id")))
        .contains("[MILVUS_UNREACHABLE]", "no good answer for 1.5s", "await.unreachable-timeout");
  }

  @Test
  void joinsInBatch() {
    long job = milvus.refresh().complete().jobId();
    Sql sql = Sql.batch();
    sql.run(JobsTable.create(JobsTable.ALL_COLUMNS, milvus.uri(), ""));
    sql.run(
        "CREATE TEMPORARY VIEW ids AS SELECT CAST(" + job + " AS BIGINT) AS id, PROCTIME() AS pt");
    assertThat(sql.run(join("", "j.job_id = ids.id")))
        .containsExactly(Row.of(job, "RefreshCompleted", 100));
  }
}
