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
package io.github.milvusrefresh.examples.spark;

import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.examples.Console;
import io.github.milvusrefresh.examples.ExternalCollection;
import io.github.milvusrefresh.examples.GateCheck;
import io.github.milvusrefresh.examples.QuickstartOptions;
import java.io.IOException;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Refreshes an external collection, waits for it in one SQL line, and only then reads. */
public final class SparkQuickstart {

  private static final String CATALOG = "spark.sql.catalog.milvus_refresh";

  private final SparkSession spark;
  private final QuickstartOptions options;

  private SparkQuickstart(SparkSession spark, QuickstartOptions options) {
    this.spark = spark;
    this.options = options;
  }

  /**
   * Runs it; exit status 1 if the job failed or the gate did not hold.
   *
   * @param arguments {@code uri=}, {@code collection=}, and {@code source=} for a collection that
   *     is to be created
   * @throws IOException if Spark cannot be closed
   */
  public static void main(String[] arguments) throws IOException {
    QuickstartOptions options = QuickstartOptions.of(arguments);
    try (SparkSession spark = session(options)) {
      new SparkQuickstart(spark, options).run();
    } catch (MilvusRefreshException | IllegalStateException e) {
      System.err.println("\n" + e.getMessage());
      System.exit(1);
    }
  }

  private static SparkSession session(QuickstartOptions options) {
    SparkSession.Builder builder =
        Sessions.local("gate")
            .config(CATALOG, "io.github.milvusrefresh.spark.MilvusRefreshProcedureCatalog")
            .config(CATALOG + ".uri", options.uri())
            .config("spark.milvus.uri", options.uri());
    if (options.hasToken()) {
      builder
          .config(CATALOG + ".token-env", QuickstartOptions.TOKEN_VARIABLE)
          .config("spark.milvus.token-env", QuickstartOptions.TOKEN_VARIABLE);
    }
    return builder.getOrCreate();
  }

  private void run() {
    Console.heading("Spark " + spark.version() + " waits for a refresh, then reads");
    options.source().ifPresent(this::createCollection);
    long jobId = refresh();
    Row job = await(jobId);
    gatedRead(job);
    history();
  }

  private void history() {
    String query =
        "SELECT job_id, state, progress, start_time, end_time, duration_ms"
            + " FROM milvus_refresh_jobs('%s')".formatted(options.collection());
    Console.line("sql", query);
    spark.sql(query).show(false);
  }

  private void createCollection(String source) {
    boolean created =
        ExternalCollection.createIfAbsent(URI.create(options.uri()), options.collection(), source);
    Console.line(
        created ? "created" : "found", "external collection '%s'".formatted(options.collection()));
  }

  private long refresh() {
    Row job = call("CALL milvus_refresh.sys.refresh(collection => '" + options.collection() + "')");
    long jobId = job.getAs("job_id");
    Console.line("job", "%d, %s".formatted(jobId, job.<String>getAs("state")));
    return jobId;
  }

  /** The one line this project is for. */
  private Row await(long jobId) {
    Row job =
        call("CALL milvus_refresh.sys.await_refresh(job_id => " + jobId + ", timeout => '10m')");
    Console.line(
        "completed",
        "at %s by the server's clock; waited %d ms with %d polls"
            .formatted(
                Console.time(endTime(job)),
                job.<Long>getAs("waited_ms"),
                job.<Integer>getAs("polls")));
    return job;
  }

  private Row call(String statement) {
    Console.line("sql", statement);
    return spark.sql(statement).first();
  }

  private void gatedRead(Row job) {
    Instant begin = Instant.now();
    long rows = spark.read().parquet(job.<String>getAs("external_source")).count();
    Console.line("gated read", "%,d rows, begun at %s".formatted(rows, Console.time(begin)));
    GateCheck.readAfterCompletion(endTime(job), begin);
    if (options.values().containsKey("rows")) {
      GateCheck.rows(Long.parseLong(options.values().get("rows")), rows);
    }
    Console.line("gate", "held: the read began after the refresh had completed");
  }

  private static Instant endTime(Row job) {
    return job.<Timestamp>getAs("end_time").toInstant();
  }
}
