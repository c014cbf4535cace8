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
package io.github.milvusrefresh.flink.table;

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.Routine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogFunction;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotEmptyException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.FunctionNotExistException;
import org.apache.flink.table.catalog.exceptions.ProcedureNotExistException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.factories.FunctionDefinitionFactory;
import org.apache.flink.table.procedures.Procedure;

/**
 * A catalog whose database {@code sys} holds the procedures and table functions of {@link Routine},
 * and the jobs as the table {@code refresh_jobs}. Procedures and functions are found by the name
 * {@code system} as well, a reserved word that needs backticks. Tables, views and functions of the
 * user's live in it for as long as it does.
 *
 * <pre>{@code
 * CREATE CATALOG milvus_refresh WITH (
 *   'type' = 'milvus-refresh', 'uri' = 'http://localhost:19530', 'token-env' = 'MILVUS_TOKEN');
 * SELECT * FROM milvus_refresh.sys.refresh_jobs WHERE state = 'RefreshFailed';
 * }</pre>
 *
 * <p>It holds no connection: a procedure connects when it is called and disconnects when it is
 * done, so that a session that is dropped without closing its catalogs leaks nothing.
 */
public final class MilvusRefreshCatalog extends GenericInMemoryCatalog {

  /** The database of the procedures, and the default one. */
  public static final String SYS = "sys";

  private static final String SYSTEM = "system";

  private final ConnectorOptions options;
  private final CatalogFunctions functions;

  /**
   * Creates the catalog; dials nothing.
   *
   * @param name what the session calls it
   * @param options how to reach the server and how to wait
   */
  public MilvusRefreshCatalog(String name, ConnectorOptions options) {
    super(name, SYS);
    this.options = requireNonNull(options, "options");
    this.functions = new CatalogFunctions(new RoutineFunctions(options));
  }

  @Override
  public List<String> listProcedures(String databaseName) throws DatabaseNotExistException {
    if (isOurs(databaseName)) {
      return Arrays.stream(Routine.values()).map(Routine::procedureName).sorted().toList();
    }
    if (!databaseExists(databaseName)) {
      throw new DatabaseNotExistException(getName(), databaseName);
    }
    return List.of();
  }

  @Override
  public Procedure getProcedure(ObjectPath path) throws ProcedureNotExistException {
    if (!isOurs(path.getDatabaseName())) {
      throw new ProcedureNotExistException(getName(), path);
    }
    return Routine.ofProcedure(path.getObjectName())
        .map(this::procedure)
        .orElseThrow(() -> new ProcedureNotExistException(getName(), path));
  }

  private Procedure procedure(Routine routine) {
    return switch (routine) {
      case REFRESH -> new RefreshProcedure(options);
      case AWAIT_REFRESH -> new AwaitRefreshProcedure(options);
      case REFRESH_JOB -> new RefreshJobProcedure(options);
      case REFRESH_JOBS -> new RefreshJobsProcedure(options);
    };
  }

  /**
   * Flink looks for procedures and functions in a database that is not listed, but not for tables.
   */
  private static boolean isOurs(String databaseName) {
    return databaseName.equals(SYS) || databaseName.equals(SYSTEM);
  }

  @Override
  public List<String> listFunctions(String databaseName) throws DatabaseNotExistException {
    return isOurs(databaseName)
        ? joined(RoutineFunctions.names(), super.listFunctions(SYS))
        : super.listFunctions(databaseName);
  }

  @Override
  public CatalogFunction getFunction(ObjectPath path) throws FunctionNotExistException {
    return isOurFunction(path) ? functions.describe(path.getObjectName()) : super.getFunction(path);
  }

  @Override
  public boolean functionExists(ObjectPath path) {
    return isOurFunction(path) || super.functionExists(path);
  }

  @Override
  public void alterFunction(ObjectPath path, CatalogFunction newFunction, boolean ignoreIfNotExists)
      throws FunctionNotExistException {
    requireNotOurs("function", isOurFunction(path), path.getFullName());
    super.alterFunction(path, newFunction, ignoreIfNotExists);
  }

  @Override
  public void dropFunction(ObjectPath path, boolean ignoreIfNotExists)
      throws FunctionNotExistException {
    requireNotOurs("function", isOurFunction(path), path.getFullName());
    super.dropFunction(path, ignoreIfNotExists);
  }

  @Override
  public Optional<FunctionDefinitionFactory> getFunctionDefinitionFactory() {
    return Optional.of(functions);
  }

  private static boolean isOurFunction(ObjectPath path) {
    return isOurs(path.getDatabaseName()) && RoutineFunctions.has(path.getObjectName());
  }

  @Override
  public List<String> listTables(String databaseName) throws DatabaseNotExistException {
    return databaseName.equals(SYS)
        ? joined(List.of(RefreshJobsTable.NAME), super.listTables(SYS))
        : super.listTables(databaseName);
  }

  @Override
  public CatalogBaseTable getTable(ObjectPath path) throws TableNotExistException {
    return RefreshJobsTable.isAt(path) ? RefreshJobsTable.describe() : super.getTable(path);
  }

  @Override
  public boolean tableExists(ObjectPath path) {
    return RefreshJobsTable.isAt(path) || super.tableExists(path);
  }

  @Override
  public void alterTable(ObjectPath path, CatalogBaseTable newTable, boolean ignoreIfNotExists)
      throws TableNotExistException {
    requireNotOurs("table", RefreshJobsTable.isAt(path), path.getFullName());
    super.alterTable(path, newTable, ignoreIfNotExists);
  }

  @Override
  public void dropTable(ObjectPath path, boolean ignoreIfNotExists) throws TableNotExistException {
    requireNotOurs("table", RefreshJobsTable.isAt(path), path.getFullName());
    super.dropTable(path, ignoreIfNotExists);
  }

  @Override
  public void renameTable(ObjectPath path, String newTableName, boolean ignoreIfNotExists)
      throws TableNotExistException, TableAlreadyExistException {
    requireNotOurs("table", RefreshJobsTable.isAt(path), path.getFullName());
    super.renameTable(path, newTableName, ignoreIfNotExists);
  }

  /** Serves the tables of users too, by their own connectors. */
  @Override
  public Optional<Factory> getFactory() {
    return Optional.of(new CatalogTables(options));
  }

  @Override
  public void dropDatabase(String databaseName, boolean ignoreIfNotExists, boolean cascade)
      throws DatabaseNotExistException, DatabaseNotEmptyException {
    requireNotOurs("database", databaseName.equals(SYS), databaseName);
    super.dropDatabase(databaseName, ignoreIfNotExists, cascade);
  }

  private void requireNotOurs(String kind, boolean isOurs, String name) {
    if (isOurs) {
      throw new CatalogException(
          "The %s '%s' belongs to the catalog '%s' itself: it can be neither changed nor dropped."
              .formatted(kind, name, getName()));
    }
  }

  private static List<String> joined(List<String> ours, List<String> theirs) {
    return Stream.concat(ours.stream(), theirs.stream()).toList();
  }
}
