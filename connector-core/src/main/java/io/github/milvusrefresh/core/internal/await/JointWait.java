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

import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Several waits as one. When it ends, in whatever way, so do those that still run. */
final class JointWait {

  private JointWait() {}

  /** Completes with all results, or with the first error. */
  static CompletableFuture<List<AwaitResult>> all(List<CompletableFuture<AwaitResult>> waits) {
    CompletableFuture<List<AwaitResult>> joint = new CompletableFuture<>();
    for (CompletableFuture<AwaitResult> wait : waits) {
      wait.whenComplete(
          (result, error) -> {
            if (error != null) {
              joint.completeExceptionally(error);
            }
          });
    }
    CompletableFuture.allOf(waits.toArray(CompletableFuture<?>[]::new))
        .thenRun(() -> joint.complete(waits.stream().map(CompletableFuture::join).toList()));
    return endingAll(joint, waits);
  }

  /** Completes with the first result, or with the first error once all ended by one. */
  static CompletableFuture<AwaitResult> any(List<CompletableFuture<AwaitResult>> waits) {
    if (waits.isEmpty()) {
      throw new InvalidArgumentException("targets", waits, "at least one job");
    }
    CompletableFuture<AwaitResult> joint = new CompletableFuture<>();
    List<Throwable> errors = new ArrayList<>();
    for (CompletableFuture<AwaitResult> wait : waits) {
      wait.whenComplete(
          (result, error) -> {
            if (error == null) {
              joint.complete(result);
            } else {
              Throwable all = collect(errors, error, waits.size());
              if (all != null) {
                joint.completeExceptionally(all);
              }
            }
          });
    }
    return endingAll(joint, waits);
  }

  private static @Nullable Throwable collect(List<Throwable> errors, Throwable error, int size) {
    synchronized (errors) {
      errors.add(error);
      if (errors.size() < size) {
        return null;
      }
      Throwable first = errors.get(0);
      errors.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
      return first;
    }
  }

  private static <T> CompletableFuture<T> endingAll(
      CompletableFuture<T> joint, List<CompletableFuture<AwaitResult>> waits) {
    joint.whenComplete((result, error) -> waits.forEach(wait -> wait.cancel(true)));
    return joint;
  }
}
