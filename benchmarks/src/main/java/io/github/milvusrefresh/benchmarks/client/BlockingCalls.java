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

import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One call after the other, on one thread. The iterations take turns, see {@link Turns}. */
@State(Scope.Benchmark)
public class BlockingCalls {

  @Param("")
  String uri = "";

  @Param("0")
  long jobId;

  private final Turns turns = new Turns();

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

  /** Closes the connections. */
  @TearDown
  public void close() {
    connections.close();
  }

  /**
   * Makes one call.
   *
   * @return the answer
   */
  @Benchmark
  public Object call() {
    return turns.isOurs() ? ours() : raw();
  }

  RefreshJob ours() {
    return connections.client().progress(jobId);
  }

  GetRefreshExternalCollectionProgressResponse raw() {
    return connections.raw().progress(jobId);
  }
}
