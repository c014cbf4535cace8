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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.sql.Argument;
import io.github.milvusrefresh.core.sql.Column;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.Routine;
import io.github.milvusrefresh.core.sql.SqlType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.annotation.ProcedureHint;
import org.apache.flink.table.catalog.ObjectPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What annotations repeat must be what core says. */
class SurfaceTest {

  private static final ConnectorOptions OPTIONS =
      ConnectorOptions.of(Map.of("uri", "http://localhost:1"));

  @ParameterizedTest
  @EnumSource
  void procedureIsAsInCore(Routine routine) throws Exception {
    ProcedureHint hint = call(procedure(routine)).getAnnotation(ProcedureHint.class);
    assertThat(hint.output().value()).isEqualTo(rowType(routine.columns()));
    assertThat(Arrays.stream(hint.argument()).map(SurfaceTest::shown))
        .containsExactlyElementsOf(shown(routine.arguments()));
  }

  @ParameterizedTest
  @EnumSource
  void procedureHasAParameterForEachArgument(Routine routine) throws Exception {
    Class<?>[] parameters = call(procedure(routine)).getParameterTypes();
    assertThat(Arrays.stream(parameters).skip(1).map(Class::getSimpleName))
        .containsExactlyElementsOf(
            routine.arguments().stream().map(argument -> javaType(argument.type())).toList());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFRESH")
  void functionIsAsInCore(Routine routine) {
    Object function =
        new MilvusRefreshModule(OPTIONS)
            .getFunctionDefinition(routine.functionName().orElseThrow())
            .orElseThrow();
    FunctionHint hint = function.getClass().getAnnotation(FunctionHint.class);
    assertThat(hint.output().value()).isEqualTo(rowType(routine.columns()));
    assertThat(
            Arrays.stream(eval(function).getParameters())
                .map(parameter -> shown(parameter.getAnnotation(ArgumentHint.class))))
        .containsExactlyElementsOf(shown(routine.functionArguments()));
  }

  private static Object procedure(Routine routine) throws Exception {
    return new MilvusRefreshCatalog("c", OPTIONS)
        .getProcedure(new ObjectPath("sys", routine.procedureName()));
  }

  private static Method call(Object procedure) {
    return onlyMethod(procedure, "call");
  }

  private static Method eval(Object function) {
    return onlyMethod(function, "eval");
  }

  /** Overloads could not be called with named arguments. */
  private static Method onlyMethod(Object owner, String name) {
    List<Method> methods =
        Arrays.stream(owner.getClass().getMethods())
            .filter(method -> method.getName().equals(name))
            .toList();
    assertThat(methods).hasSize(1);
    return methods.get(0);
  }

  private static String shown(ArgumentHint hint) {
    return "%s %s%s".formatted(hint.name(), hint.type().value(), hint.isOptional() ? "?" : "");
  }

  private static List<String> shown(List<Argument> arguments) {
    return arguments.stream()
        .map(a -> "%s %s%s".formatted(a.name(), a.type().name(), a.required() ? "" : "?"))
        .toList();
  }

  private static String rowType(List<Column> columns) {
    return columns.stream()
        .map(column -> column.name() + " " + flinkType(column.type()))
        .collect(Collectors.joining(", ", "ROW<", ">"));
  }

  private static String flinkType(SqlType type) {
    return type == SqlType.TIMESTAMP ? "TIMESTAMP_LTZ(3)" : type.name();
  }

  private static String javaType(SqlType type) {
    return switch (type) {
      case BIGINT -> "Long";
      case INT -> "Integer";
      case STRING -> "String";
      case BOOLEAN -> "Boolean";
      case TIMESTAMP -> "Instant";
    };
  }
}
