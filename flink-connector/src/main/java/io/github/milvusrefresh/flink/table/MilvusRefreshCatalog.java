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
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.ProcedureNotExistException;
import org.apache.flink.table.procedures.Procedure;

/**
 * A catalog whose database {@code sys} holds the procedures of {@link Routine}; the name {@code
 * system}, a reserved word that needs backticks, answers as well. Tables and views of the user's
 * live in it for as long as it does.
 *
 * <p>It holds no connection: a procedure connects when it is called and disconnects when it is
 * done, so that a session that is dropped without closing its catalogs leaks nothing.
 */
public final class MilvusRefreshCatalog extends GenericInMemoryCatalog {

  /** The database of the procedures, and the default one. */
  public static final String SYS = "sys";

  private static final String SYSTEM = "system";

  private final ConnectorOptions options;

  /**
   * Creates the catalog; dials nothing.
   *
   * @param name what the session calls it
   * @param options how to reach the server and how to wait
   */
  public MilvusRefreshCatalog(String name, ConnectorOptions options) {
    super(name, SYS);
    this.options = requireNonNull(options, "options");
  }

  @Override
  public List<String> listProcedures(String databaseName) throws DatabaseNotExistException {
    if (holdsProcedures(databaseName)) {
      return Arrays.stream(Routine.values()).map(Routine::procedureName).sorted().toList();
    }
    if (!databaseExists(databaseName)) {
      throw new DatabaseNotExistException(getName(), databaseName);
    }
    return List.of();
  }

  @Override
  public Procedure getProcedure(ObjectPath path) throws ProcedureNotExistException {
    if (!holdsProcedures(path.getDatabaseName())) {
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

  private static boolean holdsProcedures(String databaseName) {
    return databaseName.equals(SYS) || databaseName.equals(SYSTEM);
  }
}
