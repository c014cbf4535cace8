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
package io.github.milvusrefresh.benchmarks.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code simulate.md} and {@code simulate.svg} and prints the figures. */
public final class Simulate {

  private static final int JOBS = 20_000;

  private Simulate() {}

  /**
   * Runs it.
   *
   * @param args the directory to write into
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    Results results = Results.of(new Simulation(JOBS));
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("simulate.md"), MarkdownReport.of(results, JOBS));
    Files.writeString(directory.resolve("simulate.svg"), Plot.of(results.plotted()));
    System.out.println("Written: simulate.md and simulate.svg in " + directory);
    results.figures().forEach(System.out::println);
  }
}
