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

import io.github.milvusrefresh.core.sql.Routine;
import io.github.milvusrefresh.spark.MilvusRefreshCatalog;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
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
    assertThat(env.rows("SHOW NAMESPACES IN milvus_refresh.sys")).isEmpty();
    assertThat(env.rows("DESCRIBE NAMESPACE milvus_refresh.sys").toString())
        .contains("Refresh jobs of Milvus external collections");
    assertThat(env.rows("SHOW TABLES IN milvus_refresh")).isEmpty();
    assertThat(env.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys", "system", "System"})
  void showsAndDescribesTheTable(String namespace) {
    assertThat(env.rows("SHOW TABLES IN milvus_refresh.%s LIKE 'refresh*'", namespace))
        .extracting(row -> row.getString(0) + "." + row.getString(1))
        .containsExactly("sys.refresh_jobs");
    assertThat(env.rows("DESCRIBE TABLE milvus_refresh.%s.refresh_jobs", namespace))
        .startsWith(
            Routine.REFRESH_JOBS.columns().stream()
                .map(
                    column ->
                        RowFactory.create(
                            column.name(),
                            column.type().name().toLowerCase(Locale.ROOT),
                            column.comment()))
                .toArray(Row[]::new));
    assertThat(env.rows("DESCRIBE TABLE EXTENDED milvus_refresh.%s.refresh_jobs", namespace))
        .contains(
            RowFactory.create(
                "Comment", "Returns the refresh jobs that the server remembers, newest first", ""));
    assertThat(env.calls()).isZero();
  }

  @Test
  void describesWithoutKnowingAServer() {
    env.conf("spark.sql.catalog.nowhere", SparkOnMilvus.CATALOG_CLASS);

    assertThat(env.rows("DESCRIBE TABLE nowhere.sys.refresh_jobs")).isNotEmpty();
  }

  @ParameterizedTest
  @OnSpark(from = "4.1")
  @ValueSource(strings = {"sys", "system", "System"})
  void showsAndDescribesProcedures(String namespace) {
    assertThat(env.rows("SHOW PROCEDURES IN milvus_refresh.%s", namespace))
        .extracting(row -> row.getString(2) + "." + row.getString(3))
        .containsExactly("sys.refresh", "sys.await_refresh", "sys.refresh_job", "sys.refresh_jobs");
    assertThat(env.rows("DESCRIBE PROCEDURE milvus_refresh.%s.await_refresh", namespace))
        .extracting(row -> row.getString(0))
        .containsExactly(
            "Procedure:   await_refresh", "Description: " + Routine.AWAIT_REFRESH.comment());
  }

  @Test
  @OnSpark(before = "4.1")
  void proceduresCannotBeShown() {
    assertThatThrownBy(() -> env.rows("SHOW PROCEDURES IN milvus_refresh.sys"))
        .hasMessageContaining("[PARSE_SYNTAX_ERROR] Syntax error at or near 'IN'");
    assertThatThrownBy(() -> env.rows("DESCRIBE PROCEDURE milvus_refresh.sys.await_refresh"))
        .hasMessageContaining("The table or view `PROCEDURE` cannot be found");
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
