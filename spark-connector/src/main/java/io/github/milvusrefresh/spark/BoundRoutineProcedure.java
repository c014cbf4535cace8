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
import io.github.milvusrefresh.core.sql.SqlType;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * A routine as a procedure whose arguments Spark has put in order. Optional parameters default to
 * NULL for Spark: what that means is defined in the core, once for all engines.
 */
final class BoundRoutineProcedure implements BoundProcedure {

  private final Routine routine;
  private final OptionSources sources;

  BoundRoutineProcedure(Routine routine, OptionSources sources) {
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
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public ProcedureParameter[] parameters() {
    return routine.arguments().stream()
        .map(BoundRoutineProcedure::parameter)
        .toArray(ProcedureParameter[]::new);
  }

  private static ProcedureParameter parameter(Argument argument) {
    ProcedureParameter.Builder builder =
        ProcedureParameter.in(argument.name(), type(argument.type())).comment(argument.comment());
    return argument.required() ? builder.build() : builder.defaultValue("NULL").build();
  }

  /** Numbers go as text, which Spark casts to: so both come, and the core judges what is wrong. */
  private static DataType type(SqlType type) {
    return type == SqlType.BIGINT ? DataTypes.StringType : SparkRows.type(type);
  }

  @Override
  public Iterator<Scan> call(InternalRow input) {
    Arguments arguments = Arguments.of(routine.arguments(), values(input));
    RoutineCall call = RoutineCall.inActiveSession(routine, arguments, sources);
    return List.<Scan>of(
            new ProcedureResult(SparkRows.schema(routine.columns()), SparkRows.rows(call.run())))
        .iterator();
  }

  private Map<String, @Nullable Object> values(InternalRow input) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Argument argument : routine.arguments()) {
      int position = values.size();
      values.put(argument.name(), value(input, position, type(argument.type())));
    }
    return values;
  }

  private static @Nullable Object value(InternalRow input, int position, DataType type) {
    if (input.isNullAt(position)) {
      return null;
    }
    Object value = input.get(position, type);
    return type.equals(DataTypes.StringType) ? value.toString() : value;
  }
}
