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
package io.github.milvusrefresh.benchmarks.client;

import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Prints the rate of calls through our client as a multiple of that of the stubs. */
public final class Client {

  private Client() {}

  /**
   * Runs it.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException, RunnerException {
    try (ServerProcess server = ServerProcess.start()) {
      Harness harness = new Harness(server);
      print(new Rounds("blocking", harness.run(BlockingCalls.class)));
      print(new Rounds("async", harness.run(AsyncCalls.class)));
    }
  }

  private static void print(Rounds rounds) {
    rounds.figures().forEach(System.out::println);
  }
}
