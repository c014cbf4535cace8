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

import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.sql.Arguments;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.Routine;
import io.github.milvusrefresh.core.sql.RoutineRunner;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** One call of a procedure, on a connection of its own. */
final class RoutineCall {

  private final Routine routine;
  private final ConnectorOptions options;
  private final Map<String, @Nullable Object> values = new HashMap<>();

  RoutineCall(Routine routine, ConnectorOptions options) {
    this.routine = routine;
    this.options = options;
  }

  RoutineCall with(String argument, @Nullable Object value) {
    values.put(argument, value);
    return this;
  }

  /** Blocks until done. An interrupt ends it at once and leaves the server's job alone. */
  Row[] run() {
    Arguments arguments = Arguments.of(routine.arguments(), values);
    try (RefreshClient client = RefreshClient.open(options.connection())) {
      return new RoutineRunner(client, options.await())
          .run(routine, arguments).stream().map(RowTypes::row).toArray(Row[]::new);
    } catch (InterruptedException e) {
      throw RoutineRunner.cancelled(routine);
    }
  }
}
