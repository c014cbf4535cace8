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

import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.catalog.CatalogFunction;
import org.apache.flink.table.catalog.CatalogFunctionImpl;
import org.apache.flink.table.factories.FunctionDefinitionFactory;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.functions.UserDefinedFunctionHelper;

/** Makes the functions of a catalog: ours with its options, those of users as Flink does. */
final class CatalogFunctions implements FunctionDefinitionFactory {

  private final RoutineFunctions functions;

  CatalogFunctions(RoutineFunctions functions) {
    this.functions = functions;
  }

  /** Describes one of ours, which has no constructor that Flink could call. */
  CatalogFunction describe(String name) {
    return new CatalogFunctionImpl(functions.find(name).orElseThrow().getClass().getName());
  }

  @Override
  public FunctionDefinition createFunctionDefinition(
      String name, CatalogFunction function, Context context) {
    return functions
        .find(name)
        .filter(ours -> ours.getClass().getName().equals(function.getClassName()))
        .orElseGet(
            () ->
                UserDefinedFunctionHelper.instantiateFunction(
                    context.getClassLoader(), new Configuration(), name, function));
  }
}
