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

import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.Routine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.functions.UserDefinedFunction;

/**
 * The table functions of {@link Routine}, and what this version of Flink has beside them, with the
 * options of the catalog or module they are in.
 */
final class RoutineFunctions {

  private final ConnectorOptions options;

  RoutineFunctions(ConnectorOptions options) {
    this.options = options;
  }

  static List<String> names() {
    return Stream.concat(
            Arrays.stream(Routine.values()).flatMap(routine -> routine.functionName().stream()),
            Stream.of(AsyncRefreshJobFunction.NAME).filter(RoutineFunctions::isAsync))
        .sorted()
        .toList();
  }

  /** Returns whether there is a function of this name, in any case. */
  static boolean has(String name) {
    return isAsync(name) || Routine.ofFunction(name).isPresent();
  }

  /** Returns the function of this name, in any case. */
  Optional<UserDefinedFunction> find(String name) {
    return isAsync(name)
        ? Optional.of(new AsyncRefreshJobFunction(options))
        : Routine.ofFunction(name).map(this::function);
  }

  private static boolean isAsync(String name) {
    return AsyncRefreshJobFunction.isPlannable()
        && AsyncRefreshJobFunction.NAME.equalsIgnoreCase(name);
  }

  private UserDefinedFunction function(Routine routine) {
    return switch (routine) {
      case REFRESH -> throw new IllegalArgumentException(routine + " is no table function");
      case AWAIT_REFRESH -> new AwaitRefreshFunction(options);
      case REFRESH_JOB -> new RefreshJobFunction(options);
      case REFRESH_JOBS -> new RefreshJobsFunction(options);
    };
  }
}
