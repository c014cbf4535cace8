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
package io.github.milvusrefresh.flink;

import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.JobHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A wait for the jobs of a gate, under way. */
interface GateWatch extends AutoCloseable {

  /** Completes when all completed; exceptionally with the error of the wait otherwise. */
  CompletableFuture<List<AwaitResult>> end();

  /** Gives the wait up if it goes on, and leaves no thread. */
  @Override
  void close();

  /** Begins to watch. */
  @FunctionalInterface
  interface Starter {

    /**
     * Watches for no longer than the gate's timeout.
     *
     * @param gate what to wait for
     * @param metrics told what happens
     * @param started told of the refresh, once it is started, if the gate is to start one
     * @return the watch, under way
     */
    GateWatch start(RefreshGate gate, GateMetrics metrics, Consumer<JobHandle> started);
  }
}
