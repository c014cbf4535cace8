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
import io.github.milvusrefresh.flink.table.jobs.RefreshJobsTableSource;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Makes the sources of the tables of a catalog: that of {@code refresh_jobs} with the options of
 * the catalog, those of users as Flink does.
 */
final class CatalogTables implements DynamicTableSourceFactory {

  private final ConnectorOptions options;

  CatalogTables(ConnectorOptions options) {
    this.options = options;
  }

  @Override
  public String factoryIdentifier() {
    return RefreshJobsTableFactory.IDENTIFIER;
  }

  /** None: the catalog has them. */
  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  /** What a hint can set. */
  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return RefreshJobsTableOptions.all();
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    if (context.isTemporary()
        || !RefreshJobsTable.isAt(context.getObjectIdentifier().toObjectPath())) {
      return FactoryUtil.createDynamicTableSource(
          null,
          context.getObjectIdentifier(),
          context.getCatalogTable(),
          context.getEnrichmentOptions(),
          context.getConfiguration(),
          context.getClassLoader(),
          context.isTemporary());
    }
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    helper.validate();
    return RefreshJobsTableSource.of(
        RefreshJobsTableOptions.read(options, helper.getOptions()),
        context.getCatalogTable().getResolvedSchema());
  }
}
