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

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Creates the catalog that holds the procedures.
 *
 * <pre>{@code
 * CREATE CATALOG milvus_refresh WITH (
 *   'type' = 'milvus-refresh', 'uri' = 'http://localhost:19530', 'token-env' = 'MILVUS_TOKEN');
 * CALL milvus_refresh.sys.await_refresh(job_id => 465787408941891028, timeout => '30m');
 * }</pre>
 *
 * <p>The options are those of {@link io.github.milvusrefresh.core.sql.ConnectorOption}. Up to Flink
 * 2.3 {@code SHOW CREATE CATALOG} prints the value of {@code token} and {@code password}: prefer
 * {@code token-env} or {@code token-file}.
 */
public final class MilvusRefreshCatalogFactory implements CatalogFactory {

  /** The value of the catalog's option {@code type}, and the name of the module. */
  public static final String IDENTIFIER = "milvus-refresh";

  /** For Flink, which finds this class as a service. */
  public MilvusRefreshCatalogFactory() {}

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
    return MilvusRefreshOptions.optional();
  }

  @Override
  public Catalog createCatalog(Context context) {
    FactoryUtil.createCatalogFactoryHelper(this, context).validate();
    return new MilvusRefreshCatalog(
        context.getName(), MilvusRefreshOptions.read(context.getOptions()));
  }
}
