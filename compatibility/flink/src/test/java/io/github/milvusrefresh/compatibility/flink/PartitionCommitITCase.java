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
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Refreshes when partitions of a table of the filesystem connector are committed. */
class PartitionCommitITCase {

  private static final String TRIGGER = "RefreshExternalCollection";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @TempDir Path lake;
  private JobClient job;

  @AfterEach
  void cancel() throws Exception {
    if (job != null && !job.getJobStatus().get().isTerminalState()) {
      job.cancel().get();
    }
  }

  private static Sql streaming() {
    Sql sql = Sql.streaming();
    sql.session().getConfig().set("execution.checkpointing.interval", "50 ms");
    sql.session().getConfig().set("restart-strategy.type", "fixed-delay");
    sql.session().getConfig().set("restart-strategy.fixed-delay.attempts", "5");
    sql.session().getConfig().set("restart-strategy.fixed-delay.delay", "10 ms");
    return sql;
  }

  private String parameters() {
    return "uri=" + milvus.uri() + ";collection=" + ScriptedMilvus.COLLECTION;
  }

  private Sql withTable(Sql sql, String parameters) {
    return withTable(sql, parameters, "PARTITIONED BY (dt) ");
  }

  private Sql withTable(Sql sql, String parameters, String partitions) {
    sql.run(
        "CREATE TABLE docs (line STRING"
            + (partitions.isEmpty() ? "" : ", dt STRING")
            + ") "
            + partitions
            + "WITH ('connector' = 'filesystem', 'format' = 'raw', 'path' = '"
            + lake.toUri()
            + "', 'sink.partition-commit.policy.kind' = 'custom',"
            + " 'sink.partition-commit.policy.class' ="
            + " 'io.github.milvusrefresh.flink.commit.RefreshCommitPolicy'"
            + (parameters.isEmpty()
                ? ""
                : ", 'sink.partition-commit.policy.class.parameters' = '" + parameters + "'")
            + ")");
    return sql;
  }

  /** Writes a partition after the other, without end. */
  private void insertForEver(Sql sql) {
    insertForEver(sql, "");
  }

  private void insertForEver(Sql sql, String condition) {
    sql.run(
        "CREATE TABLE ticks (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '20',"
            + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '0', 'fields.n.end' = '100000')");
    TableResult result =
        sql.session()
            .executeSql(
                "INSERT INTO docs SELECT CAST(n AS STRING), CAST(n / 10 AS STRING) FROM ticks "
                    + condition);
    job = result.getJobClient().orElseThrow();
  }

  private int refreshes() {
    return milvus.server().calls(TRIGGER);
  }

  private long partitions() throws IOException {
    try (Stream<Path> entries = Files.list(lake)) {
      return entries.filter(entry -> entry.getFileName().toString().startsWith("dt=")).count();
    }
  }

  private void untilPartitions(long number) throws Exception {
    Eventually.until("a partition is written", () -> partitions() >= number);
  }

  private void untilRefreshes(int number) throws Exception {
    Eventually.until(number + " refreshes", () -> refreshes() == number);
  }

  @Test
  void streamingCommitsAreJoinedBehindTheActiveRefresh() throws Exception {
    insertForEver(withTable(streaming(), parameters()));
    untilRefreshes(1);
    JobControl first = milvus.activeJob().inProgress(10);
    untilPartitions(partitions() + 2);
    assertThat(refreshes()).isEqualTo(1);
    first.complete();
    untilRefreshes(2);
    milvus.activeJob().inProgress(10);
    untilPartitions(partitions() + 2);
    assertThat(refreshes()).isEqualTo(2);
    milvus.activeJob().complete();
    untilRefreshes(3);
  }

  /** What its last run owed nobody knows. */
  @Test
  void streamingJobRefreshesOnceWhenItStarts() throws Exception {
    insertForEver(withTable(streaming(), parameters()), "WHERE n < 0");
    untilRefreshes(1);
    assertThat(partitions()).isZero();
  }

  /** What is owed is started; to follow it, there must be somebody. */
  @Test
  void leavesNoThreadWhenTheJobHasEnded() throws Exception {
    Sql sql = withTable(streaming(), parameters());
    sql.session().executeSql("INSERT INTO docs VALUES ('a', '1')").await();
    assertThat(threads()).anyMatch(name -> name.contains("after-commit"));
    milvus.activeJob().complete();
    untilRefreshes(2);
    milvus.activeJob().inProgress(10);
    Eventually.until("the threads end", () -> threads().isEmpty());
  }

  /** Those of the connector that have to do with this server. */
  private List<String> threads() {
    String server = "127.0.0.1:" + milvus.server().port();
    return LiveThreads.names().stream()
        .filter(name -> name.startsWith("milvus-refresh") && name.contains(server))
        .toList();
  }

  @Test
  void boundedStreamIsNotHeldBackByARefresh() throws Exception {
    Sql sql = withTable(streaming(), parameters());
    sql.session().executeSql("INSERT INTO docs VALUES ('a', '1'), ('b', '2'), ('c', '3')").await();
    assertThat(partitions()).isEqualTo(3);
    assertThat(refreshes()).isEqualTo(1);
    milvus.activeJob().complete();
    untilRefreshes(2);
    milvus.activeJob().complete();
  }

  @Test
  void serverThatIsAwayIsTriedUntilItIsBack(@TempDir Path data) throws Exception {
    milvus.restart(builder -> builder.dataDirectory(data));
    int port = milvus.server().port();
    String parameters = parameters();
    milvus.server().close();
    insertForEver(withTable(streaming(), parameters + ";await.unreachable-timeout=1s"));
    untilPartitions(2);
    milvus.resume(EmbeddedMilvus.builder().dataDirectory(data).port(port));
    Eventually.until("it is refreshed", () -> refreshes() >= 1);
    assertThat(job.getJobStatus().get().isTerminalState()).isFalse();
  }

  @Test
  void refusedCredentialsFailTheJob() throws Exception {
    milvus.restart(builder -> builder.apiKey("sekret"));
    insertForEver(withTable(streaming(), parameters()));
    Throwable error = catchThrowable(() -> job.getJobExecutionResult().get());
    assertThat(Sql.rootMessage(error)).contains("[MILVUS_UNAUTHENTICATED]");
  }

  @Test
  void wrongParametersFailTheJobAndShowNoSecret() {
    assertThat(errorWith("uri=" + milvus.uri() + ";token=sekret"))
        .contains("[INVALID_ARGUMENT]", "Option 'collection' is missing")
        .doesNotContain("sekret");
    assertThat(errorWith("")).contains("Option 'collection' is missing");
    assertThat(errorWith("collection=docs;sekret"))
        .contains("Parameter 2 of the commit policy has no key")
        .doesNotContain("sekret");
    assertThat(errorWith(parameters() + ";tocken=sekret"))
        .contains("The commit policy has no option 'tocken'", "collection", "token-env")
        .doesNotContain("sekret");
  }

  private String errorWith(String parameters) {
    Sql sql = withTable(streaming(), parameters);
    return Sql.rootMessage(
        catchThrowable(
            () -> sql.session().executeSql("INSERT INTO docs VALUES ('a', '1')").await()));
  }

  @Test
  void eightParametersAreTaken() throws Exception {
    Sql sql =
        withTable(
            streaming(),
            parameters()
                + ";database=default;rpc-timeout=5s;await.timeout=1m;await.unreachable-timeout=1m"
                + ";await.stall-timeout=1m;token-env=MILVUS_TEST_TOKEN");
    sql.session().executeSql("INSERT INTO docs VALUES ('a', '1')").await();
    assertThat(refreshes()).isEqualTo(1);
  }

  @Test
  void batchStartsTheFirstRefreshAtOnceAndTheNextOneBehindIt() throws Exception {
    Sql sql = withTable(Sql.batch(), parameters());
    sql.session().executeSql("INSERT INTO docs VALUES ('a', '1'), ('b', '2'), ('c', '3')").await();
    assertThat(refreshes()).isEqualTo(1);
    milvus.activeJob().complete();
    untilRefreshes(2);
    milvus.activeJob().complete();
  }

  /** The server looks into the directory, which is empty before, and fails a refresh of nothing. */
  @Test
  void batchRefreshesATableWithoutPartitionsAfterItsFilesAreThere() throws Exception {
    try (EmbeddedMilvus server = EmbeddedMilvus.start()) {
      server.createExternalCollection("docs", lake.toString(), "{\"format\":\"vortex\"}");
      Sql sql = withTable(Sql.batch(), "uri=" + server.uri() + ";collection=docs", "");
      sql.session().executeSql("INSERT INTO docs VALUES ('a')").await();
      ConnectionOptions connection = ConnectionOptions.builder(server.uri()).build();
      try (RefreshClient client = RefreshClient.open(connection)) {
        Eventually.until(
            "the refresh completed",
            () ->
                client.jobs().stream().anyMatch(job -> job.state().equals(RefreshState.COMPLETED)));
        assertThat(client.jobs()).hasSize(1);
      }
    }
  }

  @Test
  void refusalInBatchFailsTheStatement() {
    milvus.restart(builder -> builder.apiKey("sekret"));
    Sql sql = withTable(Sql.batch(), parameters());
    assertThat(
            Sql.rootMessage(
                catchThrowable(
                    () -> sql.session().executeSql("INSERT INTO docs VALUES ('a', '1')").await())))
        .contains("[MILVUS_UNAUTHENTICATED]");
  }
}
