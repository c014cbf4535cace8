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
package io.github.milvusrefresh.spark;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.ConnectorOption;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;

/**
 * Options on their way to an executor, which are in clear there and in the event log: so without
 * token and password. The executor takes those from the configuration of the application, which
 * Spark gives to it, or from its own environment. Immutable.
 */
final class ExecutorOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  private final HashMap<String, String> options;

  @SuppressWarnings("NonApiType") // Of a type that is serializable, as its declaration shows.
  private ExecutorOptions(HashMap<String, String> options) {
    this.options = options;
  }

  /**
   * Takes the secrets out.
   *
   * @param options all options, as the driver found them
   * @param conf the configuration of the application
   * @throws InvalidArgumentException if an executor would not find the same credentials
   */
  static ExecutorOptions of(Map<String, String> options, SparkConf conf) {
    HashMap<String, String> open = new HashMap<>(options);
    for (ConnectorOption option : ConnectorOption.values()) {
      // The name of a user belongs to a password that stays behind.
      if (option.isSecret() || option == ConnectorOption.USERNAME) {
        open.remove(option.key());
      }
    }
    ExecutorOptions executor = new ExecutorOptions(open);
    if (!executor
        .onExecutor(conf)
        .connection()
        .credentials()
        .equals(ConnectorOptions.of(options).connection().credentials())) {
      throw InvalidArgumentException.of(
          "mode",
          "With mode => 'executor' a token or password of a session or catalog stays in the driver:"
              + " expected token-file, token-env, or spark.milvus.token of the whole application.");
    }
    return executor;
  }

  /** Reads the options on an executor, with the configuration that Spark gave it. */
  ConnectorOptions onExecutor(SparkConf conf) {
    return OptionSources.ofReader(options).read(key -> conf.get(key, null), System::getenv);
  }
}
