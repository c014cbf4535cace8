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

import io.github.milvusrefresh.flink.table.jobs.RefreshJobsTableSource;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Makes sources of tables of refresh jobs:
 *
 * <pre>{@code
 * CREATE TABLE refresh_jobs (
 *   job_id BIGINT,
 *   collection_name STRING,
 *   state STRING,
 *   progress INT,
 *   PRIMARY KEY (job_id) NOT ENFORCED
 * ) WITH (
 *   'connector' = 'milvus-refresh-jobs',
 *   'uri' = 'http://localhost:19530',
 *   'token-env' = 'MILVUS_TOKEN',
 *   'scan.mode' = 'changes'
 * )
 * }</pre>
 *
 * <p>A table declares any of the columns of a job, in any order. Milvus is asked when a query runs,
 * never when it is planned.
 */
public final class RefreshJobsTableFactory implements DynamicTableSourceFactory {

  /** The value of the table's option {@code connector}. */
  public static final String IDENTIFIER = "milvus-refresh-jobs";

  /** For Flink, which finds this class as a service. */
  public RefreshJobsTableFactory() {}

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return MilvusRefreshOptions.required();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    Set<ConfigOption<?>> options = new HashSet<>(MilvusRefreshOptions.optional());
    options.addAll(RefreshJobsTableOptions.all());
    return options;
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    helper.validate();
    return RefreshJobsTableSource.of(
        RefreshJobsTableOptions.read(
            MilvusRefreshOptions.read(context.getCatalogTable().getOptions()), helper.getOptions()),
        context.getCatalogTable().getResolvedSchema());
  }
}
