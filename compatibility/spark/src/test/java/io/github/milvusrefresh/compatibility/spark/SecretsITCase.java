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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.spark.MilvusRefreshCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecretsITCase {

  private static final String SECRET = "correct-horse-battery-staple";
  private static final String FUNCTION = "SELECT * FROM milvus_refresh_job(%s)";
  private static final String TABLE = "SELECT * FROM milvus_refresh.sys.refresh_jobs";

  @RegisterExtension
  final SparkOnMilvus env = new SparkOnMilvus(milvus -> milvus.scriptedJobs().user("root", SECRET));

  private long jobId;

  @BeforeEach
  void authenticate() {
    env.conf("spark.milvus.token", "root:" + SECRET);
    env.conf("spark.sql.catalog.milvus_refresh.token", "root:" + SECRET);
    jobId = env.milvus().refresh("docs");
  }

  @Test
  void plansDoNotShowThem() {
    for (String query : List.of(FUNCTION, TABLE)) {
      for (String mode : List.of("EXTENDED", "FORMATTED")) {
        String plan = env.row("EXPLAIN " + mode + " " + query, jobId).getString(0);

        assertThat(plan).contains("refresh_job").doesNotContain(SECRET);
      }
    }
  }

  @Test
  void settingsAndDescriptionsDoNotShowThem() {
    assertThat(env.rows("SET"))
        .filteredOn(row -> row.getString(0).endsWith(".token"))
        .isNotEmpty()
        .noneMatch(row -> row.toString().contains(SECRET));
    assertThat(env.rows("DESCRIBE TABLE EXTENDED milvus_refresh.sys.refresh_jobs").toString())
        .contains("refresh_jobs")
        .doesNotContain(SECRET);
  }

  @Test
  void tasksDoNotGetThem() throws NoSuchTableException, IOException {
    MilvusRefreshCatalog catalog = new MilvusRefreshCatalog();
    catalog.initialize(
        "jobs",
        new CaseInsensitiveStringMap(Map.of("uri", env.milvus().uri(), "token", "root:" + SECRET)));
    SupportsRead table =
        (SupportsRead) catalog.loadTable(Identifier.of(new String[] {"sys"}, "refresh_jobs"));
    Scan scan = table.newScanBuilder(CaseInsensitiveStringMap.empty()).build();

    InputPartition[] partitions = scan.toBatch().planInputPartitions();

    assertThat(List.of(table.name(), table.toString(), scan.description(), scan.toString()))
        .noneMatch(text -> text.contains(SECRET));
    assertThat(serialized(partitions)).contains("RefreshPending").doesNotContain(SECRET);
    assertThat(serialized(scan.toBatch().createReaderFactory())).doesNotContain(SECRET);
  }

  private static String serialized(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void eventsForTheHistoryServerDoNotHoldThem() {
    assertThat(eventsOf(() -> env.rows(FUNCTION, jobId)))
        .anyMatch(event -> event.contains("milvus_refresh_job"))
        .noneMatch(event -> event.contains(SECRET));
  }

  @Test
  void eventsOfCallsDoNotHoldArguments() {
    env.milvus().job(jobId).complete();

    assertThat(
            eventsOf(
                () ->
                    env.rows(
                        "CALL milvus_refresh.sys.refresh('docs', '/data', '{\"format\":\"parquet\","
                            + "\"extfs\":{\"access_key_value\":\"%s\"}}')",
                        SECRET)))
        .noneMatch(event -> event.contains(SECRET));
    assertThat(env.milvus().calls(SparkOnMilvus.REFRESH)).isOne();
  }

  @Test
  void theDataSourceDoesNotShowItsToken() {
    Dataset<Row> jobs =
        env.spark()
            .read()
            .format("milvus-refresh-jobs")
            .option("uri", env.milvus().uri())
            .option("token", "root:" + SECRET)
            .load();

    Queue<String> events = eventsOf(() -> assertThat(jobs.collectAsList()).hasSize(1));

    assertThat(jobs.queryExecution().toString())
        .contains("milvus-refresh-jobs")
        .doesNotContain(SECRET);
    assertThat(events).noneMatch(event -> event.contains(SECRET));
  }

  @Test
  void aViewOfTheDataSourceDoesNotShowItsToken() {
    String view =
        "CREATE TEMPORARY VIEW jobs USING `milvus-refresh-jobs` OPTIONS (uri '%s', token 'root:%s')";

    assertThat(env.row("EXPLAIN EXTENDED " + view, env.milvus().uri(), SECRET).getString(0))
        .contains("milvus-refresh-jobs")
        .doesNotContain(SECRET);
    env.sql(view, env.milvus().uri(), SECRET);
    assertThat(env.row("EXPLAIN EXTENDED SELECT * FROM jobs").getString(0)).doesNotContain(SECRET);
  }

  private Queue<String> eventsOf(Runnable query) {
    Queue<String> events = new ConcurrentLinkedQueue<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onOtherEvent(SparkListenerEvent event) {
            events.add(event.toString());
          }
        };
    env.spark().sparkContext().addSparkListener(listener);
    query.run();
    Eventually.until(
        "the query has ended",
        () -> events.stream().anyMatch(event -> event.startsWith("SparkListenerSQLExecutionEnd")));
    env.spark().sparkContext().removeSparkListener(listener);
    return events;
  }

  @Test
  void logsAndErrorsDoNotHoldThem() {
    try (LogCapture logs = LogCapture.of("io.github.milvusrefresh", Level.ALL)) {
      env.rows("SELECT * FROM milvus_await_refresh(%s, 0) LIMIT 0", jobId);
      env.milvus().faults().failNext(SparkOnMilvus.PROGRESS, 1, "UNAVAILABLE", "going away");
      MilvusRefreshException failure =
          Failures.of(() -> env.sql("CALL milvus_refresh.sys.await_refresh(%s, '500ms')", jobId));

      assertThat(failure).hasMessageStartingWith("[AWAIT_TIMEOUT]");
      assertThat(failure.toString()).doesNotContain(SECRET);
      assertThat(logs.lines())
          .anyMatch(line -> line.contains("Refresh job " + jobId))
          .noneMatch(line -> line.contains(SECRET));
    }
  }
}
