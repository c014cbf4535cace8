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
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.module.Module;

/** The table functions, by their names alone. */
final class MilvusRefreshModule implements Module {

  private final RoutineFunctions functions;

  MilvusRefreshModule(ConnectorOptions options) {
    this.functions = new RoutineFunctions(options);
  }

  @Override
  public Set<String> listFunctions() {
    return Set.copyOf(RoutineFunctions.names());
  }

  @Override
  public Optional<FunctionDefinition> getFunctionDefinition(String name) {
    return functions.find(name).map(FunctionDefinition.class::cast);
  }
}
