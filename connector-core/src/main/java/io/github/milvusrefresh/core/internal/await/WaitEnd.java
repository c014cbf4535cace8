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
package io.github.milvusrefresh.core.internal.await;

import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.util.concurrent.CompletableFuture;

/** How the end of a wait reaches the one who waits: failures as errors, or as results. */
sealed interface WaitEnd {

  /** What the caller holds. */
  CompletableFuture<AwaitResult> future();

  /** Delivers an end that has an outcome; the failure is what a strict caller gets. */
  void failed(AwaitResult result, MilvusRefreshException failure);

  /** Delivers success. */
  default void completed(AwaitResult result) {
    future().complete(result);
  }

  /** Delivers an error that no outcome names. */
  default void refused(Throwable error) {
    future().completeExceptionally(error);
  }

  /** All but {@link AwaitOutcome#COMPLETED} is an error. */
  record Strict(CompletableFuture<AwaitResult> future) implements WaitEnd {
    Strict() {
      this(new CompletableFuture<>());
    }

    @Override
    public void failed(AwaitResult result, MilvusRefreshException failure) {
      future.completeExceptionally(failure);
    }
  }

  /** Every outcome is a result. */
  record Lenient(CompletableFuture<AwaitResult> future) implements WaitEnd {
    Lenient() {
      this(new CompletableFuture<>());
    }

    @Override
    public void failed(AwaitResult result, MilvusRefreshException failure) {
      future.complete(result);
    }
  }
}
