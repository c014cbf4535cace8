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

import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Iceberg's extensions, which have a parser and procedures of their own, before and after ours. */
class IcebergITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();
  @TempDir Path warehouse;

  @AfterEach
  void endTheApplication() {
    env.spark().stop();
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions,"
        + " io.github.milvusrefresh.spark.MilvusRefreshCallExtensions",
    "io.github.milvusrefresh.spark.MilvusRefreshCallExtensions,"
        + " org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"
  })
  void bothWork(String first, String second) {
    env.use(Sessions.with(first, second));
    env.conf("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog");
    env.conf("spark.sql.catalog.lake.type", "hadoop");
    env.conf("spark.sql.catalog.lake.warehouse", warehouse.toUri());
    env.rows("CREATE TABLE lake.db.docs (id INT, text STRING) USING iceberg");
    env.rows("INSERT INTO lake.db.docs VALUES (1, 'a')");

    icebergsOwnStatementsWork();
    ourProceduresWork();
    theirErrorsAreTheirs();
  }

  private void icebergsOwnStatementsWork() {
    env.rows("ALTER TABLE lake.db.docs WRITE ORDERED BY id DESC");
    env.rows("ALTER TABLE lake.db.docs CREATE BRANCH audit");
    long snapshot = snapshots().<Long>getAs("snapshot_id");
    env.rows("INSERT INTO lake.db.docs VALUES (2, 'b')");
    env.rows(
        "CALL lake.system.rewrite_data_files(table => 'db.docs', strategy => 'sort',"
            + " sort_order => 'id DESC NULLS LAST', options => map('rewrite-all', 'true'))");
    env.rows("/* back */ CALL lake.system.rollback_to_snapshot('db.docs', %sL)", snapshot);

    assertThat(env.rows("SELECT text FROM lake.db.docs"))
        .extracting(row -> row.getString(0))
        .containsExactly("a");
  }

  private Row snapshots() {
    return env.row("SELECT * FROM lake.db.docs.snapshots ORDER BY committed_at DESC LIMIT 1");
  }

  private void ourProceduresWork() {
    Row job = env.row("CALL milvus_refresh.system.refresh(collection => 'docs')");
    env.milvus().job(job.<Long>getAs("job_id")).complete();

    assertThat(
            env.row("CALL milvus_refresh.sys.await_refresh(%s)", job.<Long>getAs("job_id"))
                .<String>getAs("outcome"))
        .isEqualTo("COMPLETED");
  }

  private void theirErrorsAreTheirs() {
    assertThatThrownBy(() -> env.rows("CALL lake.system.rollback_to_snapshot('db.docs', 'x', 1)"))
        .isInstanceOf(org.apache.spark.sql.AnalysisException.class);
    assertThatThrownBy(() -> env.rows("CALL lake.system.expire_snapshots(table => 'db.none')"))
        .hasMessageContaining("db.none");
  }
}
