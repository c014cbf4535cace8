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

import io.github.milvusrefresh.flink.RefreshGate;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsSourceWatermark;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.jspecify.annotations.Nullable;

/**
 * A table behind a gate: to the planner the table itself, but for what it scans.
 *
 * <p>The planner asks a table for its abilities with {@code instanceof}; so this is a proxy that
 * has those of the inner table, as far as they do not look at the data while planning, which is
 * before the gate opens. Partition push-down lists partitions then, and statistics files; neither
 * would see what the refresh is waited for.
 */
final class GatedTable implements InvocationHandler {

  private static final List<Class<?>> SAFE_ABILITIES =
      List.of(
          SupportsProjectionPushDown.class,
          SupportsFilterPushDown.class,
          SupportsLimitPushDown.class,
          SupportsReadingMetadata.class,
          SupportsWatermarkPushDown.class,
          SupportsSourceWatermark.class);

  private final ScanTableSource inner;
  private final RefreshGate gate;
  private final String connector;

  private GatedTable(ScanTableSource inner, RefreshGate gate, String connector) {
    this.inner = inner;
    this.gate = gate;
    this.connector = connector;
  }

  /**
   * Puts a gate in front of a table.
   *
   * @param inner the table
   * @param gate what to wait for
   * @param connector how to call the table's connector in errors
   * @return a table with those abilities of the inner one that are safe
   */
  static ScanTableSource gate(ScanTableSource inner, RefreshGate gate, String connector) {
    Class<?>[] abilities =
        Stream.concat(
                Stream.of(ScanTableSource.class),
                SAFE_ABILITIES.stream().filter(ability -> ability.isInstance(inner)))
            .toArray(Class<?>[]::new);
    return (ScanTableSource)
        Proxy.newProxyInstance(
            GatedTable.class.getClassLoader(), abilities, new GatedTable(inner, gate, connector));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    return switch (method.getName()) {
      case "copy" -> gate((ScanTableSource) inner.copy(), gate, connector);
      case "asSummaryString" -> "milvus-refresh-gated: " + inner.asSummaryString();
      case "equals" -> proxy == (arguments == null ? null : arguments[0]);
      case "hashCode" -> System.identityHashCode(proxy);
      case "getScanRuntimeProvider" -> scan(requireNonNull(arguments));
      default -> call(method, arguments);
    };
  }

  private ScanTableSource.ScanRuntimeProvider scan(@Nullable Object[] arguments) {
    ScanTableSource.ScanContext context =
        (ScanTableSource.ScanContext) requireNonNull(arguments[0]);
    return GatedScan.gate(inner.getScanRuntimeProvider(context), gate, connector);
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(inner, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
