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
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/** A call as a command. Its arguments may hold secrets, so a plan shows its name alone. */
final class CallCommand extends LeafCommand {

  private static final long serialVersionUID = 1L;

  private final transient Routine routine;
  private final transient Arguments arguments;
  private final transient OptionSources sources;

  CallCommand(ProcedureName procedure, Arguments arguments, OptionSources sources) {
    super(procedure.toString(), columns(SparkRows.schema(procedure.routine().columns())));
    this.routine = procedure.routine();
    this.arguments = arguments;
    this.sources = sources;
  }

  private static List<? extends Attribute> columns(StructType schema) {
    return Arrays.stream(schema.fields()).map(DataTypeUtils::toAttribute).toList();
  }

  @Override
  List<Row> execute() {
    RoutineCall call = RoutineCall.inActiveSession(routine, arguments, sources);
    Function1<Object, Object> toRow =
        CatalystTypeConverters.createToScalaConverter(SparkRows.schema(routine.columns()));
    return Arrays.stream(SparkRows.rows(call.run())).map(row -> (Row) toRow.apply(row)).toList();
  }
}
