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

import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.ProcedureCatalog;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;

/**
 * The catalog for Spark 4: the table of {@link MilvusRefreshCatalog}, and the procedures {@code
 * refresh}, {@code await_refresh}, {@code refresh_job} and {@code refresh_jobs} in {@code sys}.
 *
 * <pre>{@code
 * spark.sql.catalog.milvus_refresh      io.github.milvusrefresh.spark.MilvusRefreshProcedureCatalog
 * spark.sql.catalog.milvus_refresh.uri  http://localhost:19530
 *
 * CALL milvus_refresh.sys.refresh('my_collection');
 * CALL milvus_refresh.sys.await_refresh(job_id => 465787408941891028, timeout => '30m');
 * }</pre>
 *
 * <p>A procedure runs once, where the statement is submitted, and fails the statement with a {@link
 * io.github.milvusrefresh.core.error.MilvusRefreshException}. A class of its own, since Spark 3.5
 * has no procedures and could not load it.
 */
public final class MilvusRefreshProcedureCatalog extends MilvusRefreshCatalog
    implements ProcedureCatalog {

  /** Creates the catalog; Spark does. */
  public MilvusRefreshProcedureCatalog() {}

  /**
   * Finds a procedure, whatever the case of its name.
   *
   * @param identifier its name in {@code sys}
   * @return the procedure
   * @throws IllegalArgumentException if there is none; names those that there are
   */
  @Override
  public UnboundProcedure loadProcedure(Identifier identifier) {
    return new RoutineProcedure(Namespace.procedure(name(), identifier), sources());
  }

  /**
   * Lists the procedures. Overrides a method that Spark has from 4.1 on.
   *
   * @param namespace where to look
   * @return all procedures for {@code sys}, else none
   */
  public Identifier[] listProcedures(String[] namespace) {
    return Namespace.isSys(namespace) ? Namespace.procedures() : new Identifier[0];
  }
}
