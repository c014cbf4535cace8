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
package io.github.milvusrefresh.benchmarks.waits;

import io.github.milvusrefresh.benchmarks.Figure;
import java.util.List;

/** Prints what a thousand and ten thousand concurrent waits cost. */
public final class Waits {

  private static final List<Integer> NUMBERS = List.of(1_000, 10_000);

  private Waits() {}

  /**
   * Runs it.
   *
   * @param args none
   */
  public static void main(String[] args) throws Exception {
    for (int number : NUMBERS) {
      List<Figure> figures = new WaitsRun(number).figures();
      figures.forEach(System.out::println);
    }
  }
}
