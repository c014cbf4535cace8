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

import static com.google.common.util.concurrent.MoreExecutors.directExecutor;

import com.google.common.util.concurrent.Futures;
import io.github.milvusrefresh.benchmarks.Orders;
import java.io.IOException;

/** Makes raw calls when its parent says so, to be compared with what others make of theirs. */
public final class RawTurns {

  private RawTurns() {}

  /**
   * Serves.
   *
   * @param args the URI of the {@linkplain ServerProcess server}, its job, and how many calls are
   *     in flight
   */
  public static void main(String[] args) throws IOException {
    long jobId = Long.parseLong(args[1]);
    Window window = new Window(Integer.parseInt(args[2]));
    try (RawCalls calls = new RawCalls(Connections.options(args[0]))) {
      Orders.serve(number -> nanos(number, calls, jobId, window));
    }
  }

  private static long nanos(int number, RawCalls calls, long jobId, Window window) {
    long start = System.nanoTime();
    for (int i = 0; i < number; i++) {
      window.enter();
      Futures.addCallback(calls.progressAsync(jobId), window.leaving(), directExecutor());
    }
    window.drain();
    return System.nanoTime() - start;
  }
}
