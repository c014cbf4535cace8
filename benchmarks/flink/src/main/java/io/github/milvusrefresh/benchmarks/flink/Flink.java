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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints, for each version of Flink, what lookups and gates cost. */
public final class Flink {

  private Flink() {}

  /**
   * Runs it.
   *
   * @param args where the programs of this package are, and for each line of Flink its name and a
   *     file with its class path, the connector's jar included
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    String programs = args[0];
    for (int i = 1; i < args.length; i += 2) {
      String classPath = Files.readString(Path.of(args[i + 1]));
      new FlinkLine(args[i], FlinkPrograms.on(programs, classPath))
          .figures(figure -> System.out.println(figure));
    }
  }
}
