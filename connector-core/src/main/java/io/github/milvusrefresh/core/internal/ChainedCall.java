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
package io.github.milvusrefresh.core.internal;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Two calls in a row as one, whose cancellation cancels the one that is open. */
public final class ChainedCall {

  private ChainedCall() {}

  /** Makes the second call from the answer to the first; errors pass unwrapped. */
  public static <A, B> CompletableFuture<B> then(
      CompletableFuture<A> first, Function<A, CompletableFuture<B>> second) {
    CompletableFuture<B> result = new CompletableFuture<>();
    first.whenComplete(
        (answer, error) -> {
          if (error != null) {
            result.completeExceptionally(error);
          } else if (!result.isDone()) {
            follow(second.apply(answer), result);
          }
        });
    result.whenComplete((value, error) -> first.cancel(true));
    return result;
  }

  private static <B> void follow(CompletableFuture<B> call, CompletableFuture<B> result) {
    call.whenComplete(
        (value, error) -> {
          if (error != null) {
            result.completeExceptionally(error);
          } else {
            result.complete(value);
          }
        });
    result.whenComplete((value, error) -> call.cancel(true));
  }
}
