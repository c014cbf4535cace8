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

import io.github.milvusrefresh.flink.RefreshGate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Holds the table of another connector back until refresh jobs completed, see {@link
 * io.github.milvusrefresh.flink.GatedSource}.
 *
 * <pre>{@code
 * CREATE TABLE docs (id BIGINT, text STRING) WITH (
 *   'connector' = 'milvus-refresh-gated',
 *   'uri' = 'http://localhost:19530', 'token-env' = 'MILVUS_TOKEN',
 *   'gate.job-id' = '465787408941891028', 'gate.timeout' = '30m',
 *   'source.connector' = 'filesystem', 'source.path' = 's3://bucket/docs', 'source.format' = 'parquet');
 * }</pre>
 *
 * <p>Options are those of {@link io.github.milvusrefresh.core.sql.ConnectorOption}, those that
 * begin with {@code gate.}, and with {@code source.} those of the other connector. Its source must
 * be one of the interface that Flink calls FLIP-27.
 */
public final class GatedTableFactory implements DynamicTableSourceFactory {

  /** The value of the option {@code connector}. */
  public static final String IDENTIFIER = "milvus-refresh-gated";

  private static final String SOURCE = "source.";

  private static final ConfigOption<String> SOURCE_CONNECTOR =
      ConfigOptions.key(SOURCE + "connector")
          .stringType()
          .noDefaultValue()
          .withDescription("The connector whose table is held back");

  /** For Flink, which finds this class as a service. */
  public GatedTableFactory() {}

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    Set<ConfigOption<?>> options = new HashSet<>(MilvusRefreshOptions.required());
    options.add(SOURCE_CONNECTOR);
    return options;
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    Set<ConfigOption<?>> options = new HashSet<>(MilvusRefreshOptions.optional());
    options.addAll(GateOptions.ALL);
    return options;
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    helper.validateExcept(SOURCE);
    Map<String, String> options = context.getCatalogTable().getOptions();
    RefreshGate gate = GateOptions.read(helper.getOptions(), options);
    String connector = helper.getOptions().get(SOURCE_CONNECTOR);
    if (source(context, options) instanceof ScanTableSource scan) {
      return GatedTable.gate(scan, gate, connector);
    }
    throw new ValidationException(
        "A table of the connector '"
            + connector
            + "' cannot be scanned, only looked up: expected"
            + " one that can, since a gate holds a scan back.");
  }

  private static DynamicTableSource source(Context context, Map<String, String> options) {
    Map<String, String> ofSource = new HashMap<>();
    options.forEach(
        (key, value) -> {
          if (key.startsWith(SOURCE)) {
            ofSource.put(key.substring(SOURCE.length()), value);
          }
        });
    ResolvedCatalogTable table = context.getCatalogTable().copy(ofSource);
    return FactoryUtil.createDynamicTableSource(
        null,
        context.getObjectIdentifier(),
        table,
        Map.of(),
        context.getConfiguration(),
        context.getClassLoader(),
        context.isTemporary());
  }
}
