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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints what queries and waits cost on each line of Spark. */
public final class Spark {

  private Spark() {}

  /**
   * Runs it.
   *
   * @param args where the programs of this package are, a file with the class path of the connector
   *     and of the server, and for each line of Spark its name and a file with its class path
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    String programs = args[0];
    String ours = Files.readString(Path.of(args[1]));
    for (int i = 2; i < args.length; i += 2) {
      String spark = Files.readString(Path.of(args[i + 1]));
      SparkLine line =
          new SparkLine(
              args[i], SparkPrograms.on(programs, spark), SparkPrograms.on(programs, spark, ours));
      line.figures().forEach(System.out::println);
    }
  }
}
