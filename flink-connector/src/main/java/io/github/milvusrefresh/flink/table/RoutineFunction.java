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

import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.sql.Arguments;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.Routine;
import io.github.milvusrefresh.core.sql.RoutineRunner;
import io.github.milvusrefresh.flink.ClientMetrics;
import java.util.Map;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * A routine as a table function, which runs in a task and keeps one connection for its lifetime.
 *
 * <p>All are deterministic, as far as Flink is told: up to 2.0 it cannot plan others with constant
 * arguments in batch. No version folds a table function at planning time.
 */
abstract class RoutineFunction extends TableFunction<Row> {

  private static final long serialVersionUID = 1L;

  private final Routine routine;
  private final ConnectorOptions options;

  private transient @Nullable RefreshClient client;

  RoutineFunction(Routine routine, ConnectorOptions options) {
    this.routine = routine;
    this.options = options;
  }

  @Override
  public void open(FunctionContext context) {
    client = RefreshClient.open(options.connection(), new ClientMetrics(context.getMetricGroup()));
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  /** Collects the rows; blocks, and stops at once when the task is cancelled. */
  final void run(Map<String, ? extends @Nullable Object> values) throws InterruptedException {
    Arguments arguments = Arguments.of(routine.functionArguments(), values);
    new RoutineRunner(requireNonNull(client, "not open"), options.await())
        .run(routine, arguments)
        .forEach(row -> collect(RowTypes.row(row)));
  }
}
