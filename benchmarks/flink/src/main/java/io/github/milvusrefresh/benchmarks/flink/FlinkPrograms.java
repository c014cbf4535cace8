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
package io.github.milvusrefresh.benchmarks.flink;

import io.github.milvusrefresh.benchmarks.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.util.List;

/**
 * Programs on one version of Flink, each in a JVM of its own.
 *
 * @param options those of the JVM
 */
record FlinkPrograms(List<String> options) {

  static FlinkPrograms on(String... classPath) {
    return new FlinkPrograms(
        List.of(
            "-Xmx1g",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            String.join(File.pathSeparator, classPath)));
  }

  JavaProcess start(Class<?> program, String... args) throws IOException {
    return JavaProcess.start(options, program, args);
  }
}
