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
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataTypes;
import scala.runtime.AbstractFunction1;

/**
 * Builds the command of a call, once Spark has resolved its arguments. The function is not for
 * users, who could make it part of a query, which runs as often as Spark likes: hence its name.
 */
final class CallFunction extends AbstractFunction1<Object, LogicalPlan> {

  static final String NAME = "milvus refresh call";

  /** Puts the name of the procedure before the arguments of the function. */
  static LogicalPlan of(ProcedureName procedure, UnresolvedTableValuedFunction function) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(text(procedure.catalog()));
    arguments.add(text(procedure.routine().name()));
    arguments.addAll(ScalaLists.copyOf(function.productElement(1)));
    return function.makeCopy(new Object[] {function.productElement(0), ScalaLists.of(arguments)});
  }

  private static Expression text(String value) {
    return Literal.create(value, DataTypes.StringType);
  }

  @Override
  public LogicalPlan apply(Object expressions) {
    List<Expression> given = ScalaLists.copyOf(expressions);
    ProcedureName procedure =
        new ProcedureName(
            given.get(0).eval(null).toString(),
            Routine.valueOf(given.get(1).eval(null).toString()));
    Arguments arguments =
        FunctionArguments.read(procedure.routine().arguments(), given.subList(2, given.size()));
    return new CallCommand(procedure, arguments, sources(procedure.catalog()));
  }

  private static OptionSources sources(String catalog) {
    return ((MilvusRefreshCatalog)
            SparkSession.active().sessionState().catalogManager().catalog(catalog))
        .sources();
  }
}
