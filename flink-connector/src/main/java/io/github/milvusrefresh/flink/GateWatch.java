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
import java.util.concurrent.CompletableFuture;

/** A wait for the job of a gate, under way. */
interface GateWatch extends AutoCloseable {

  /** Completes when the job completed; exceptionally with the error of the wait otherwise. */
  CompletableFuture<AwaitResult> end();

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
     * @return the watch, under way
     */
    GateWatch start(RefreshGate gate);
  }
}
