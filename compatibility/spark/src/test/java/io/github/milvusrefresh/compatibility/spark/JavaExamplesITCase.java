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

import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.spark.MilvusRefresh;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/spark.md; {@link DocumentationITCase} compares it with the page. */
class JavaExamplesITCase {

  @RegisterExtension final SparkOnMilvus env = DocumentedCollections.server();
  @TempDir Path directory;

  private final List<String> alerts = new ArrayList<>();
  private SparkSession spark;

  @BeforeEach
  void collections() {
    spark = env.spark();
    DocumentedCollections.create(env, directory);
  }

  private void alert(String text) {
    alerts.add(text);
  }

  private void docsHaveNoFiles() {
    env.milvus().dropCollection("docs");
    String nowhere = directory.resolve("nowhere").toString();
    DocumentedCollections.create(env.milvus(), "docs", nowhere);
  }

  @Test
  void startsAndAwaits() {
    MilvusRefresh milvus = MilvusRefresh.on(spark);
    RefreshJob docs = milvus.startAndAwait("docs");
    long rows = spark.read().parquet(docs.externalSource()).count(); // only now

    RefreshRequest request =
        RefreshRequest.of("news")
            .withIfRunning(IfRunning.QUEUE)
            .withTimeout(Duration.ofMinutes(30));
    long news = milvus.start(request);
    milvus.withWaitFor(Readiness.INDEXED).await(news, Duration.ofMinutes(30));
    milvus.awaitAll(List.of(docs.jobId(), news)); // one thread, however many

    assertThat(rows).isEqualTo(100);
    assertThat(milvus.jobs()).extracting(RefreshJob::jobId).containsExactly(news, docs.jobId());
  }

  @Test
  void tellsErrorsApart() {
    docsHaveNoFiles();
    MilvusRefresh milvus = MilvusRefresh.on(spark);

    catchErrors(milvus);

    assertThat(alerts).singleElement().asString().startsWith("docs: ").contains("nowhere");
  }

  @Test
  void waitsOnAfterATimeout() {
    env.conf("spark.milvus.await.timeout", "0s");
    MilvusRefresh milvus = MilvusRefresh.on(spark);

    catchErrors(milvus);

    assertThat(alerts).isEmpty();
    assertThat(milvus.jobs("docs").get(0).progress()).isEqualTo(100);
  }

  private void catchErrors(MilvusRefresh milvus) {
    try {
      milvus.startAndAwait("docs");
    } catch (RefreshFailedException failed) {
      alert("docs: " + failed.lastJob().orElseThrow().reason());
    } catch (AwaitTimeoutException late) {
      milvus.await(late.jobId().getAsLong(), Duration.ofHours(1)); // the job goes on
    }
  }

  @Test
  void sqlThrowsTheSame() {
    docsHaveNoFiles();

    try {
      spark.sql("CALL milvus_refresh.sys.refresh(collection => 'docs', wait => true)");
    } catch (MilvusRefreshException error) {
      alert(error.code() + " of job " + error.jobId().orElse(0) + ": " + error.getMessage());
    }

    assertThat(alerts).singleElement().asString().startsWith("REFRESH_FAILED of job ");
  }

  @Test
  void readsJobs() {
    String uri = env.milvus().uri();
    env.milvus().refresh("docs");
    env.milvus().refresh("news");

    Dataset<Row> jobs =
        spark
            .read()
            .format("milvus-refresh-jobs")
            .option("uri", uri)
            .option("collection", "docs") // or job_id; or neither, for all
            .load();

    assertThat(jobs.count()).isOne();
  }

  @Test
  void gatesAStream() throws Exception {
    MilvusRefresh milvus = MilvusRefresh.on(spark);
    String lake = directory.resolve("docs").toString();
    String checkpoint = directory.resolve("checkpoint").toString();
    String in = directory.resolve("in").toString();
    spark.range(3).write().parquet(in);
    Dataset<Row> stream = spark.readStream().schema("id LONG").parquet(in);

    VoidFunction2<Dataset<Row>, Long> gate =
        (batch, id) -> {
          batch.write().mode("append").parquet(lake);
          milvus.startAndAwait(RefreshRequest.of("docs").withIfRunning(IfRunning.QUEUE));
        };
    StreamingQuery query =
        stream.writeStream().option("checkpointLocation", checkpoint).foreachBatch(gate).start();

    query.processAllAvailable();
    query.stop();
    assertThat(spark.read().parquet(lake).count()).isEqualTo(103);
    assertThat(milvus.jobs("docs")).singleElement().extracting(RefreshJob::progress).isEqualTo(100);
  }

  @Test
  void callsWithParameters() {
    long jobId = env.milvus().refresh("docs");

    Row job =
        spark
            .sql(
                "CALL milvus_refresh.sys.await_refresh(job_id => :id, timeout => :timeout)",
                Map.of("id", jobId, "timeout", "30m"))
            .first();

    assertThat(job.<String>getAs("outcome")).isEqualTo("COMPLETED");
  }

  @Test
  void callsWithParametersByPosition() {
    long jobId = env.milvus().refresh("docs");

    spark.sql("CALL milvus_refresh.sys.refresh_job(?)", new Object[] {jobId});
    spark.sql("SELECT * FROM milvus_await_refresh(:id)", Map.of("id", jobId)).first();
  }
}
