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

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.spark.MilvusRefreshCatalog;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For each test a server of its own, and a session whose options and catalog point to it. */
final class SparkOnMilvus implements BeforeEachCallback, AfterEachCallback {

  static final String PROGRESS = "GetRefreshExternalCollectionProgress";
  static final String LIST = "ListRefreshExternalCollectionJobs";
  static final String REFRESH = "RefreshExternalCollection";
  static final String INDEXES = "DescribeIndex";
  static final String LOAD = "GetLoadState";
  static final String CATALOG = "spark.sql.catalog.milvus_refresh";

  /** As text: Spark 3.5 cannot load it. */
  static final String CATALOG_CLASS_OF_SPARK_4 =
      "io.github.milvusrefresh.spark.MilvusRefreshProcedureCatalog";

  static final String CATALOG_CLASS =
      SparkVersion.HAS_PROCEDURES ? CATALOG_CLASS_OF_SPARK_4 : MilvusRefreshCatalog.class.getName();

  private final UnaryOperator<EmbeddedMilvus.Builder> setUp;
  private EmbeddedMilvus milvus;
  private SparkSession spark;

  SparkOnMilvus(UnaryOperator<EmbeddedMilvus.Builder> setUp) {
    this.setUp = setUp;
  }

  /** A server whose jobs stay pending until the test moves them. */
  static SparkOnMilvus withScriptedJobs() {
    return new SparkOnMilvus(EmbeddedMilvus.Builder::scriptedJobs);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    milvus = setUp.apply(EmbeddedMilvus.builder()).start();
    milvus.createExternalCollection("docs", "/data/docs", "{\"format\":\"parquet\"}");
    use(Sessions.fresh());
  }

  /** Goes on in another session. */
  void use(SparkSession session) {
    spark = session;
    conf("spark.milvus.uri", milvus.uri());
    conf(CATALOG, CATALOG_CLASS);
    conf(CATALOG + ".uri", milvus.uri());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    SparkSession.clearActiveSession();
    milvus.close();
  }

  EmbeddedMilvus milvus() {
    return milvus;
  }

  SparkSession spark() {
    return spark;
  }

  void conf(String key, Object value) {
    spark.conf().set(key, value.toString());
  }

  Dataset<Row> sql(String text, Object... values) {
    return spark.sql(text.formatted(values));
  }

  List<Row> rows(String text, Object... values) {
    return sql(text, values).collectAsList();
  }

  Row row(String text, Object... values) {
    List<Row> rows = rows(text, values);
    if (rows.size() != 1) {
      throw new AssertionError("Expected one row: " + rows);
    }
    return rows.get(0);
  }

  /** How often the server was asked anything at all. */
  int calls() {
    return milvus.calls("Connect")
        + milvus.calls(PROGRESS)
        + milvus.calls(LIST)
        + milvus.calls(REFRESH)
        + milvus.calls(INDEXES)
        + milvus.calls(LOAD);
  }
}
