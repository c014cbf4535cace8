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
package io.github.milvusrefresh.compatibility.spark.coexistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.spark.MilvusRefreshProcedureCatalog;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ours and Iceberg in one session; the rest is used in the same JVM. */
class CoexistenceITCase {

  @TempDir static Path warehouse;
  private static EmbeddedMilvus milvus;
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    milvus = EmbeddedMilvus.builder().scriptedJobs().start();
    milvus.createExternalCollection("docs", "/data/docs", "{\"format\":\"parquet\"}");
    spark =
        SparkSession.builder()
            .master("local[1]")
            .appName("coexistence")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 1)
            .config("spark.milvus.uri", milvus.uri())
            .config(
                "spark.sql.catalog.milvus_refresh", MilvusRefreshProcedureCatalog.class.getName())
            .config("spark.sql.catalog.lake", SparkCatalog.class.getName())
            .config("spark.sql.catalog.lake.type", "hadoop")
            .config("spark.sql.catalog.lake.warehouse", warehouse.toString())
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
    milvus.close();
  }

  @Test
  void oursWorks() {
    Row started = row("CALL milvus_refresh.sys.refresh('docs')");
    long jobId = started.getAs("job_id");
    milvus.job(jobId).complete();

    assertThat(row("CALL milvus_refresh.sys.await_refresh(%s)", jobId).<String>getAs("outcome"))
        .isEqualTo("COMPLETED");
    assertThat(row("SELECT state FROM milvus_refresh_job(%s)", jobId).getString(0))
        .isEqualTo("RefreshCompleted");
    assertThat(
            row("SELECT state FROM milvus_refresh.sys.refresh_jobs WHERE job_id = %s", jobId)
                .getString(0))
        .isEqualTo("RefreshCompleted");
    assertThatThrownBy(() -> row("CALL milvus_refresh.sys.refresh_job(1)"))
        .hasMessageStartingWith("[JOB_NOT_FOUND]");
  }

  @Test
  void icebergWorks() {
    spark.sql("CREATE TABLE lake.db.docs (id BIGINT, text STRING) USING iceberg");
    spark.sql("INSERT INTO lake.db.docs VALUES (1, 'one'), (2, 'two')");

    assertThat(spark.sql("SELECT text FROM lake.db.docs ORDER BY id").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("one", "two");
    assertThat(row("SELECT count(*) FROM lake.db.docs.snapshots").getLong(0)).isPositive();
  }

  private static Row row(String text, Object... values) {
    List<Row> rows = spark.sql(text.formatted(values)).collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
