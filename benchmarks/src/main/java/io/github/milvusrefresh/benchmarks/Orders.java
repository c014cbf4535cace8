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
package io.github.milvusrefresh.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** How a program does work when its parent says so, and how much: see {@link JavaProcess#order}. */
public final class Orders {

  private Orders() {}

  /**
   * Does what each line of standard input orders, and prints how long it took, until the input
   * ends.
   *
   * @param work done for each order
   * @param <E> what it may throw
   * @throws IOException if the input cannot be read
   * @throws E if the work failed
   */
  public static <E extends Exception> void serve(Work<E> work) throws IOException, E {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String order = input.readLine(); order != null; order = input.readLine()) {
      System.out.println(work.nanos(Integer.parseInt(order)));
    }
  }

  /**
   * What can be ordered.
   *
   * @param <E> what it may throw
   */
  @FunctionalInterface
  public interface Work<E extends Exception> {

    /**
     * Does so much of it.
     *
     * @param number how much
     * @return how long it took, in nanoseconds
     * @throws E if it failed
     */
    long nanos(int number) throws E;
  }
}
