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
package io.github.milvusrefresh.benchmarks.spark;

import io.github.milvusrefresh.benchmarks.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Runs programs on Spark, each in a JVM of its own.
 *
 * @param options those of the JVM
 */
record SparkPrograms(List<String> options) {

  private static final List<String> SETTINGS =
      List.of(
          "-Xmx1g",
          "-Dspark.master=local[2]",
          "-Dspark.app.name=benchmark",
          "-Dspark.ui.enabled=false",
          "-Dspark.driver.host=127.0.0.1",
          "-Dspark.driver.bindAddress=127.0.0.1");

  static SparkPrograms on(String... classPath) {
    Stream<String> modules = Stream.of(JavaModuleOptions.defaultModuleOptions().split(" "));
    return new SparkPrograms(
        Stream.of(
                SETTINGS.stream(),
                modules,
                Stream.of("-cp", String.join(File.pathSeparator, classPath)))
            .flatMap(part -> part)
            .toList());
  }

  SparkPrograms with(String setting, String value) {
    return new SparkPrograms(
        Stream.concat(Stream.of("-D" + setting + "=" + value), options.stream()).toList());
  }

  /** Returns what the program printed. */
  List<String> run(Class<?> program, String... args) throws IOException, InterruptedException {
    try (JavaProcess process = JavaProcess.start(options, program, args)) {
      return process.lines();
    }
  }

  /** Returns the number that the program printed. */
  long number(Class<?> program, String... args) throws IOException, InterruptedException {
    return Long.parseLong(run(program, args).get(0));
  }
}
