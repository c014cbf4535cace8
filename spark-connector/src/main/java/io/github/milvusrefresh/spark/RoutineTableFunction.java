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

import io.github.milvusrefresh.core.sql.Argument;
import io.github.milvusrefresh.core.sql.Arguments;
import io.github.milvusrefresh.core.sql.Routine;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.Option;
import scala.runtime.AbstractFunction1;

/**
 * Builds the plan of a call of a table function, which asks Milvus when it is executed. Takes what
 * is a {@code Seq} of expressions in whatever Scala version.
 */
final class RoutineTableFunction extends AbstractFunction1<Object, LogicalPlan> {

  private final Routine routine;

  RoutineTableFunction(Routine routine) {
    this.routine = routine;
  }

  /** The arguments of the function: those of every engine, and what Spark adds. */
  static List<Argument> declared(Routine routine) {
    return routine == Routine.AWAIT_REFRESH
        ? Stream.concat(routine.functionArguments().stream(), Stream.of(AwaitMode.ARGUMENT))
            .toList()
        : routine.functionArguments();
  }

  @Override
  public LogicalPlan apply(Object expressions) {
    Arguments arguments = FunctionArguments.read(declared(routine), ScalaLists.copyOf(expressions));
    // A wrong mode is told where the statement is written, not when its query runs.
    arguments.choice(AwaitMode.ARGUMENT.name(), AwaitMode.class);
    RefreshTable table =
        new RefreshTable(
            routine.functionName().orElseThrow(), routine, arguments, OptionSources.ofSession());
    return DataSourceV2Relation.create(table, Option.empty(), Option.empty());
  }
}
