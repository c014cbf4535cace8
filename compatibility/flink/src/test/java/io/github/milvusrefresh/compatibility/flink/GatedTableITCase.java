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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate in SQL. */
class GatedTableITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private String gatedNumbers(Map<String, String> more) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", "milvus-refresh-gated");
    options.put("uri", milvus.uri());
    options.put("source.connector", "numbers");
    options.putAll(more);
    return "CREATE TABLE docs (n BIGINT, tenfold BIGINT) WITH (" + text(options) + ")";
  }

  private static String text(Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> "'" + option.getKey() + "' = '" + option.getValue() + "'")
        .collect(Collectors.joining(", "));
  }

  private static List<Row> rows(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(n -> Row.of(n, n * 10)).toList();
  }

  private static Map<String, String> job(JobControl job) {
    return Map.of("gate.job-id", Long.toString(job.jobId()));
  }

  private CompletableFuture<List<Row>> runMeanwhile(Sql sql, String query) throws Exception {
    int before = milvus.polls();
    CloseableIterator<Row> rows = sql.session().executeSql(query).collect();
    CompletableFuture<List<Row>> result =
        CompletableFuture.supplyAsync(
            () -> {
              List<Row> all = new ArrayList<>();
              rows.forEachRemaining(all::add);
              return all;
            });
    Eventually.until("the gate waits", () -> milvus.polls() > before || result.isDone());
    assertThat(result).isNotDone();
    return result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "stream"})
  void readsWhenTheJobCompleted(String way) throws Exception {
    for (Sql sql : List.of(Sql.streaming(), Sql.batch())) {
      JobControl refresh = milvus.refresh().inProgress(10);
      Map<String, String> options = new LinkedHashMap<>(job(refresh));
      options.put("source.way", way);
      sql.run(gatedNumbers(options));
      CompletableFuture<List<Row>> result = runMeanwhile(sql, "SELECT * FROM docs");
      refresh.complete();
      assertThat(result.get()).containsExactlyInAnyOrderElementsOf(rows(1, 10));
    }
  }

  @Test
  void filesThatComeWhileItIsClosedAreRead(@TempDir Path directory) throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    Sql sql = Sql.batch();
    sql.run(
        "CREATE TABLE docs (line STRING) WITH ('connector' = 'milvus-refresh-gated', 'uri' = '"
            + milvus.uri()
            + "', 'gate.job-id' = '"
            + refresh.jobId()
            + "', 'source.connector' = 'filesystem', 'source.format' = 'raw', 'source.path' = '"
            + directory.toUri()
            + "')");
    CompletableFuture<List<Row>> result = runMeanwhile(sql, "SELECT * FROM docs");
    Files.writeString(directory.resolve("late"), "here\n");
    refresh.complete();
    assertThat(result.get()).containsExactly(Row.of("here"));
  }

  @Test
  void failedRefreshFailsTheStatement() {
    Sql sql = Sql.batch();
    sql.run(gatedNumbers(job(milvus.refresh().fail("no such bucket"))));
    assertThat(sql.error("SELECT * FROM docs")).contains("[REFRESH_FAILED]", "no such bucket");
  }

  @Test
  void timeoutFailsTheStatement() {
    Map<String, String> options = new LinkedHashMap<>(job(milvus.refresh().inProgress(10)));
    options.put("gate.timeout", "300ms");
    Sql sql = Sql.batch();
    sql.run(gatedNumbers(options));
    assertThat(sql.error("SELECT * FROM docs")).contains("[AWAIT_TIMEOUT]");
  }

  @Test
  void refreshesItsCollection() throws Exception {
    Sql sql = Sql.batch();
    sql.run(
        gatedNumbers(Map.of("gate.collection", ScriptedMilvus.COLLECTION, "gate.refresh", "true")));
    CompletableFuture<List<Row>> result = runMeanwhile(sql, "SELECT * FROM docs");
    milvus.latestJob().complete();
    assertThat(result.get()).hasSize(10);
    assertThat(milvus.server().calls("RefreshExternalCollection")).isEqualTo(1);
  }

  @Test
  void abilitiesThatAreSafeArePassedOn() {
    Sql sql = Sql.batch();
    sql.run(gatedNumbers(job(milvus.refresh().complete())));
    String query = "SELECT tenfold FROM docs LIMIT 3";
    assertThat(sql.session().explainSql(query)).contains("project=[tenfold]").contains("limit=[3]");
    assertThat(sql.run(query)).containsExactlyInAnyOrder(Row.of(10L), Row.of(20L), Row.of(30L));
  }

  @Test
  void partitionsAreNotListedBeforeItOpens() {
    Sql sql = Sql.batch();
    String table = gatedNumbers(job(milvus.refresh().complete()));
    sql.run(table.replace(" WITH (", " PARTITIONED BY (n) WITH ("));
    assertThat(sql.run("SELECT * FROM docs WHERE n = 7")).containsExactly(Row.of(7L, 70L));
  }

  @Test
  void planningAsksNoServer() {
    Sql sql = Sql.batch();
    sql.run(
        gatedNumbers(Map.of("gate.collection", ScriptedMilvus.COLLECTION, "gate.refresh", "true")));
    sql.session().explainSql("SELECT * FROM docs");
    assertThat(milvus.server().calls("RefreshExternalCollection")).isZero();
    assertThat(milvus.server().calls(ScriptedMilvus.LIST)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream_of_more", "lookup"})
  void readsThatCannotBeHeldBackAreRefused(String way) {
    Map<String, String> options = new LinkedHashMap<>(job(milvus.refresh().complete()));
    options.put("source.way", way);
    Sql sql = Sql.batch();
    sql.run(gatedNumbers(options));
    assertThat(sql.error("SELECT * FROM docs"))
        .contains("connector 'numbers'")
        .contains("a gate holds");
  }

  @Test
  void optionsThatAreWrongAreNamed() {
    assertThat(error(Map.of()))
        .contains("[INVALID_ARGUMENT]", "'gate.job-id'", "'gate.collection'");
    assertThat(error(Map.of("gate.job-id", "7", "gate.collection", "docs")))
        .contains("'gate.job-id'", "'gate.collection'");
    assertThat(error(Map.of("gate.job-id", "7", "gate.refresh", "true")))
        .contains("'gate.refresh' is true without 'gate.collection'");
    assertThat(error(Map.of("gate.job-id", "7;seven"))).contains("'gate.job-id' is 'seven'");
    assertThat(error(Map.of("gate.job-id", "7", "gate.timeout", "soon")))
        .contains("'gate.timeout' is 'soon'");
    assertThat(error(Map.of("gate.job-id", "7", "gate.wait-for", "ready")))
        .contains("'gate.wait-for' is 'ready'", "'indexed'");
    assertThat(error(Map.of("gate.job-id", "7", "gate.timeot", "1h")))
        .contains("Unsupported options")
        .contains("gate.timeot");
    assertThat(error(Map.of("gate.job-id", "7", "source.connector", "nmbers"))).contains("nmbers");
    assertThat(error(Map.of("gate.job-id", "7", "source.wai", "source"))).contains("wai");
  }

  private String error(Map<String, String> options) {
    Sql sql = Sql.batch();
    sql.run(gatedNumbers(options));
    return sql.error("SELECT * FROM docs");
  }
}
