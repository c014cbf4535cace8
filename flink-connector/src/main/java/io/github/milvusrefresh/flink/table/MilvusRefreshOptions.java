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

import io.github.milvusrefresh.core.sql.ConnectorOption;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of catalog and module, as Flink wants them declared. */
final class MilvusRefreshOptions {

  private MilvusRefreshOptions() {}

  static Set<ConfigOption<?>> required() {
    return declared(ConnectorOption.URI::equals);
  }

  static Set<ConfigOption<?>> optional() {
    return declared(option -> option != ConnectorOption.URI);
  }

  /** Reads options that Flink has checked already; its own, such as property-version, are left. */
  static ConnectorOptions read(Map<String, String> options) {
    Map<String, String> ours = new LinkedHashMap<>(options);
    ours.keySet()
        .retainAll(Arrays.stream(ConnectorOption.values()).map(ConnectorOption::key).toList());
    return ConnectorOptions.of(ours);
  }

  private static Set<ConfigOption<?>> declared(Predicate<ConnectorOption> wanted) {
    return Arrays.stream(ConnectorOption.values())
        .filter(wanted)
        .map(MilvusRefreshOptions::declare)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** All are text: core reads them, so that values mean the same in every engine. */
  private static ConfigOption<String> declare(ConnectorOption option) {
    ConfigOptions.TypedConfigOptionBuilder<String> text =
        ConfigOptions.key(option.key()).stringType();
    return option
        .defaultText()
        .map(text::defaultValue)
        .orElseGet(text::noDefaultValue)
        .withDescription(option.description());
  }
}
