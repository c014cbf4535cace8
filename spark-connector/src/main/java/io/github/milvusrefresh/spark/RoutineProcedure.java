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

import io.github.milvusrefresh.core.sql.Routine;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.types.StructType;

/**
 * A routine as a procedure, before Spark binds the arguments of a call. Not a bound one as well:
 * Spark would take it for bound already, and not fill in what a call with parameters or variables
 * leaves out.
 */
final class RoutineProcedure implements UnboundProcedure {

  private final Routine routine;
  private final OptionSources sources;

  RoutineProcedure(Routine routine, OptionSources sources) {
    this.routine = routine;
    this.sources = sources;
  }

  @Override
  public String name() {
    return routine.procedureName();
  }

  @Override
  public String description() {
    return routine.comment();
  }

  @Override
  public BoundProcedure bind(StructType inputType) {
    return new BoundRoutineProcedure(routine, sources);
  }
}
