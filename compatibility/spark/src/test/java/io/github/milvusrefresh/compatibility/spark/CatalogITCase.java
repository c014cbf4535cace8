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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.spark.MilvusRefreshCatalog;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @ParameterizedTest
  @ValueSource(strings = {"sys", "system", "SYS"})
  void hasATableOfJobs(String namespace) {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).fail("no parquet files found");
    env.milvus().refresh("docs");

    Row row =
        env.row(
            "SELECT job_id, reason FROM milvus_refresh.%s.refresh_jobs WHERE state = 'RefreshFailed'",
            namespace);

    assertThat(row.getLong(0)).isEqualTo(jobId);
    assertThat(row.getString(1)).isEqualTo("no parquet files found");
  }

  @Test
  void worksAsTheCurrentCatalog() {
    env.milvus().refresh("docs");
    env.rows("USE milvus_refresh.sys");

    assertThat(env.rows("SELECT * FROM refresh_jobs")).hasSize(1);
    assertThat(env.rows("CALL refresh_jobs('docs')")).hasSize(1);
  }

  @Test
  void isShown() {
    assertThat(env.rows("SHOW NAMESPACES IN milvus_refresh"))
        .extracting(row -> row.getString(0))
        .containsExactly("sys");
    assertThat(env.rows("SHOW TABLES IN milvus_refresh.sys"))
        .extracting(row -> row.getString(1))
        .containsExactly("refresh_jobs");
    assertThat(env.calls()).isZero();
  }

  @Test
  void describesColumns() {
    assertThat(env.rows("DESCRIBE TABLE milvus_refresh.sys.refresh_jobs"))
        .contains(
            org.apache.spark.sql.RowFactory.create(
                "progress", "int", "Finished tasks in percent, 0 to 100"))
        .hasSizeGreaterThanOrEqualTo(10);
    assertThat(env.calls()).isZero();
  }

  @Test
  void describesWithoutKnowingAServer() {
    env.conf("spark.sql.catalog.nowhere", SparkOnMilvus.CATALOG_CLASS);

    assertThat(env.rows("DESCRIBE TABLE nowhere.sys.refresh_jobs")).isNotEmpty();
  }

  @Test
  @OnSpark(from = "4.1")
  void showsAndDescribesProcedures() {
    assertThat(env.rows("SHOW PROCEDURES IN milvus_refresh.sys").toString())
        .contains("refresh", "await_refresh", "refresh_job", "refresh_jobs");
    assertThat(env.rows("DESCRIBE PROCEDURE milvus_refresh.sys.await_refresh").toString())
        .contains("await_refresh", "Waits until a refresh job completed");
  }

  @Test
  void theTableAloneNeedsNoProcedures() {
    env.milvus().refresh("docs");
    env.conf("spark.sql.catalog.plain", MilvusRefreshCatalog.class.getName());

    assertThat(env.rows("SELECT * FROM plain.sys.refresh_jobs")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE milvus_refresh.sys.mine (id INT)",
        "DROP TABLE milvus_refresh.sys.refresh_jobs",
        "ALTER TABLE milvus_refresh.sys.refresh_jobs ADD COLUMN more INT",
        "ALTER TABLE milvus_refresh.sys.refresh_jobs RENAME TO sys.mine",
        "CREATE NAMESPACE milvus_refresh.mine",
        "DROP NAMESPACE milvus_refresh.sys",
        "ALTER NAMESPACE milvus_refresh.sys SET PROPERTIES ('a' = 'b')"
      })
  void isReadOnly(String statement) {
    assertThatThrownBy(() -> env.rows(statement))
        .hasStackTraceContaining("The catalog of Milvus refresh jobs is read-only.");
  }

  @Test
  void doesNotTakeInserts() {
    assertThatThrownBy(
            () ->
                env.rows(
                    "INSERT INTO milvus_refresh.sys.refresh_jobs"
                        + " SELECT * FROM milvus_refresh.sys.refresh_jobs"))
        .hasMessageContaining("refresh_jobs");
    assertThat(env.calls()).isZero();
  }

  @Test
  void knowsNoOtherTables() {
    assertThatThrownBy(() -> env.rows("SELECT * FROM milvus_refresh.sys.refresh"))
        .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
    assertThatThrownBy(() -> env.rows("SHOW TABLES IN milvus_refresh.other"))
        .hasMessageContaining("SCHEMA_NOT_FOUND");
  }
}
