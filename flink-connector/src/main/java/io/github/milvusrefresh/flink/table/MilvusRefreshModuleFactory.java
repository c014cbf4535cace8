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
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModuleFactory;
import org.apache.flink.table.module.Module;

/**
 * Loads the table functions under their short names. The name of the module must be {@code
 * milvus-refresh}, in backticks because of its dash.
 *
 * <pre>{@code
 * LOAD MODULE `milvus-refresh` WITH ('uri' = 'http://localhost:19530');
 * SELECT state, progress, reason FROM TABLE(milvus_refresh_job(465787408941891028));
 * }</pre>
 *
 * <p>The options are those of {@link io.github.milvusrefresh.core.sql.ConnectorOption}. They travel
 * in the job graph: with {@code token-env} or {@code token-file} only the reference does, and must
 * be good on the task managers.
 */
public final class MilvusRefreshModuleFactory implements ModuleFactory {

  /** For Flink, which finds this class as a service. */
  public MilvusRefreshModuleFactory() {}

  @Override
  public String factoryIdentifier() {
    return MilvusRefreshCatalogFactory.IDENTIFIER;
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
  public Module createModule(Context context) {
    FactoryUtil.createModuleFactoryHelper(this, context).validate();
    return new MilvusRefreshModule(MilvusRefreshOptions.read(context.getOptions()));
  }
}
