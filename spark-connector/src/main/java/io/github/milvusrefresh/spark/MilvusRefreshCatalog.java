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
package io.github.milvusrefresh.spark;

import io.github.milvusrefresh.core.sql.Arguments;
import io.github.milvusrefresh.core.sql.Routine;
import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A catalog with the refresh jobs of a Milvus server as the read-only table {@code
 * sys.refresh_jobs}. The procedures are in {@link MilvusRefreshProcedureCatalog} for Spark 4; on
 * Spark 3.5 {@link MilvusRefreshCallExtensions} adds them to this catalog.
 *
 * <pre>{@code
 * spark.sql.catalog.milvus_refresh      io.github.milvusrefresh.spark.MilvusRefreshCatalog
 * spark.sql.catalog.milvus_refresh.uri  http://localhost:19530
 *
 * SELECT * FROM milvus_refresh.sys.refresh_jobs WHERE state = 'RefreshFailed'
 * }</pre>
 *
 * <p>Options are those of {@link io.github.milvusrefresh.core.sql.ConnectorOption}; what the
 * catalog does not set comes from {@code spark.milvus.<option>} of the session, else from {@code
 * MILVUS_URI} and {@code MILVUS_TOKEN} of the environment. Nothing is dialled before a query or a
 * procedure runs. Thread-safe once initialized.
 */
public class MilvusRefreshCatalog implements TableCatalog, SupportsNamespaces {

  private static final String READ_ONLY = "The catalog of Milvus refresh jobs is read-only.";

  private String name = "";
  private OptionSources sources = OptionSources.ofSession();

  /** Creates the catalog; Spark does. */
  public MilvusRefreshCatalog() {}

  @Override
  public final void initialize(String newName, CaseInsensitiveStringMap options) {
    this.name = newName;
    this.sources = OptionSources.ofCatalog(newName, options);
  }

  @Override
  public final String name() {
    return name;
  }

  final OptionSources sources() {
    return sources;
  }

  @Override
  public final Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
    requireExists(namespace);
    return Namespace.isSys(namespace)
        ? new Identifier[] {Namespace.identifier(Routine.REFRESH_JOBS)}
        : new Identifier[0];
  }

  @Override
  public final Table loadTable(Identifier identifier) throws NoSuchTableException {
    if (Namespace.routine(identifier) != Routine.REFRESH_JOBS) {
      throw new NoSuchTableException(identifier);
    }
    return new RefreshTable(
        name + "." + Namespace.identifier(Routine.REFRESH_JOBS),
        Routine.REFRESH_JOBS,
        Arguments.of(Routine.REFRESH_JOBS.arguments(), Map.of()),
        sources);
  }

  @Override
  public final String[][] listNamespaces() {
    return new String[][] {{Namespace.SYS}};
  }

  @Override
  public final String[][] listNamespaces(String[] namespace) throws NoSuchNamespaceException {
    requireExists(namespace);
    return namespace.length == 0 ? listNamespaces() : new String[0][];
  }

  @Override
  public final Map<String, String> loadNamespaceMetadata(String[] namespace)
      throws NoSuchNamespaceException {
    requireExists(namespace);
    return Map.of(SupportsNamespaces.PROP_COMMENT, "Refresh jobs of Milvus external collections");
  }

  private static void requireExists(String[] namespace) throws NoSuchNamespaceException {
    if (namespace.length > 0 && !Namespace.isSys(namespace)) {
      throw new NoSuchNamespaceException(namespace);
    }
  }

  @Override
  @Deprecated
  public final Table createTable(
      Identifier identifier,
      StructType schema,
      Transform[] partitions,
      Map<String, String> properties) {
    throw new UnsupportedOperationException(READ_ONLY);
  }

  @Override
  public final Table alterTable(Identifier identifier, TableChange... changes) {
    throw new UnsupportedOperationException(READ_ONLY);
  }

  @Override
  public final boolean dropTable(Identifier identifier) {
    throw new UnsupportedOperationException(READ_ONLY);
  }

  @Override
  public final void renameTable(Identifier from, Identifier to) {
    throw new UnsupportedOperationException(READ_ONLY);
  }

  @Override
  public final void createNamespace(String[] namespace, Map<String, String> metadata) {
    throw new UnsupportedOperationException(READ_ONLY);
  }

  @Override
  public final void alterNamespace(String[] namespace, NamespaceChange... changes) {
    throw new UnsupportedOperationException(READ_ONLY);
  }

  @Override
  public final boolean dropNamespace(String[] namespace, boolean cascade) {
    throw new UnsupportedOperationException(READ_ONLY);
  }
}
