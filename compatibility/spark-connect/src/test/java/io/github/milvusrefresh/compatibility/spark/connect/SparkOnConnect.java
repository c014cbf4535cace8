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
package io.github.milvusrefresh.compatibility.spark.connect;

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * For each test a Milvus of its own, and a Connect session that points to it; for all tests one
 * Connect server.
 */
final class SparkOnConnect implements BeforeEachCallback, AfterEachCallback {

  static final String PROGRESS = "GetRefreshExternalCollectionProgress";
  static final String LIST = "ListRefreshExternalCollectionJobs";
  static final String REFRESH = "RefreshExternalCollection";
  static final String PASSWORD = "pA55word-of-the-test";

  private ConnectServer server;
  private EmbeddedMilvus milvus;
  private SparkSession spark;

  @Override
  public void beforeEach(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(Namespace.create(ConnectServer.class))
            .getOrComputeIfAbsent(Stored.class, key -> new Stored(), Stored.class)
            .server;
    milvus = newMilvus();
    spark = newSession(milvus);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    spark.close();
    milvus.close();
  }

  /** One whose jobs stay pending until the test moves them. */
  static EmbeddedMilvus newMilvus() {
    EmbeddedMilvus milvus =
        EmbeddedMilvus.builder().user("writer", PASSWORD).scriptedJobs().start();
    milvus.createExternalCollection("docs", "/data/docs", "{\"format\":\"parquet\"}");
    return milvus;
  }

  SparkSession newSession(EmbeddedMilvus other) {
    SparkSession session = server.newSession();
    session.conf().set("spark.milvus.uri", other.uri());
    session.conf().set("spark.milvus.token", "writer:" + PASSWORD);
    session.conf().set("spark.sql.session.timeZone", "UTC");
    return session;
  }

  ConnectServer server() {
    return server;
  }

  EmbeddedMilvus milvus() {
    return milvus;
  }

  SparkSession spark() {
    return spark;
  }

  Dataset<Row> sql(String text, Object... values) {
    return spark.sql(text.formatted(values));
  }

  List<Row> rows(String text, Object... values) {
    return sql(text, values).collectAsList();
  }

  Row row(String text, Object... values) {
    return only(rows(text, values));
  }

  static Row only(List<Row> rows) {
    if (rows.size() != 1) {
      throw new AssertionError("Expected one row: " + rows);
    }
    return rows.get(0);
  }

  /** How often Milvus was asked anything at all. */
  int calls() {
    return milvus.calls("Connect") + milvus.calls(REFRESH) + polls();
  }

  /** How often Milvus was asked how jobs are. */
  int polls() {
    return milvus.calls(PROGRESS) + milvus.calls(LIST);
  }

  /** Stops the server after the last test. */
  private static final class Stored implements AutoCloseable {

    private final ConnectServer server = ConnectServer.start();

    @Override
    public void close() {
      server.close();
    }
  }
}
