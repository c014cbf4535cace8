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
import io.github.milvusrefresh.core.RpcOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Sixteen calls in flight: the next starts when one has ended. The iterations take turns, see
 * {@link Turns}.
 */
@State(Scope.Benchmark)
public class AsyncCalls {

  private static final int IN_FLIGHT = 16;

  @Param("")
  String uri = "";

  @Param("0")
  long jobId;

  private final Turns turns = new Turns();
  private final Window window = new Window(IN_FLIGHT);

  @SuppressWarnings("NullAway.Init") // By open().
  private Connections connections;

  /** Opens the connections. */
  @Setup
  public void open() {
    connections = new Connections(uri);
  }

  /** Passes the turn on. */
  @Setup(Level.Iteration)
  public void nextTurn() {
    turns.next();
  }

  /** Waits for the calls in flight, so that they take no time of the other's turn. */
  @TearDown(Level.Iteration)
  public void drain() {
    window.drain();
  }

  /** Closes the connections. */
  @TearDown
  public void close() {
    connections.close();
  }

  /** Makes one call. */
  @Benchmark
  public void call() {
    if (turns.isOurs()) {
      ours();
    } else {
      raw();
    }
  }

  void ours() {
    window.enter();
    connections
        .client()
        .progressAsync(jobId, RpcOptions.defaults())
        .whenComplete((job, error) -> window.leave(error));
  }

  void raw() {
    window.enter();
    Futures.addCallback(connections.raw().progressAsync(jobId), window.leaving(), directExecutor());
  }
}
