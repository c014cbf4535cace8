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
package io.github.milvusrefresh.compatibility.flink;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** The connector {@code numbers}: 1 to 10 in two columns, by each way in which connectors read. */
public final class NumbersTableFactory implements DynamicTableSourceFactory {

  /** The ways to read. */
  enum Way {
    SOURCE,
    STREAM,
    STREAM_OF_MORE,
    LOOKUP
  }

  static final ConfigOption<Way> WAY =
      ConfigOptions.key("way").enumType(Way.class).defaultValue(Way.SOURCE);

  @Override
  public String factoryIdentifier() {
    return "numbers";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(WAY);
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    helper.validate();
    Way way = helper.getOptions().get(WAY);
    return way == Way.LOOKUP
        ? NumbersTable.lookup()
        : new NumbersTable(way, context.getPhysicalRowDataType());
  }
}
