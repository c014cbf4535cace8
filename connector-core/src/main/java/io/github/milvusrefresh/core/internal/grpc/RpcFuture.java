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
package io.github.milvusrefresh.core.internal.grpc;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call as a {@link CompletableFuture}. Fails with our exceptions only; cancelling
 * it cancels the call on the wire.
 */
final class RpcFuture<T> extends CompletableFuture<T> {

  private final RpcMethod method;
  private final ErrorMapper errors;

  RpcFuture(RpcMethod method, ErrorMapper errors) {
    this.method = method;
    this.errors = errors;
  }

  /**
   * Sends the call and takes over its end.
   *
   * @param send sends it
   * @param read reads the answer, or throws our exception for an answer that is an error
   */
  <A> void follow(Supplier<ListenableFuture<A>> send, Function<A, T> read) {
    ListenableFuture<A> call;
    try {
      call = send.get();
    } catch (RuntimeException e) {
      completeExceptionally(errors.ofThrowable(method, e));
      return;
    }
    whenComplete((value, error) -> call.cancel(true));
    Futures.addCallback(call, new Completion<>(read), MoreExecutors.directExecutor());
  }

  private final class Completion<A> implements FutureCallback<A> {

    private final Function<A, T> read;

    Completion(Function<A, T> read) {
      this.read = read;
    }

    @Override
    public void onSuccess(@Nullable A answer) {
      T value;
      try {
        value = read.apply(requireNonNull(answer));
      } catch (RuntimeException e) {
        completeExceptionally(errors.ofThrowable(method, e));
        return;
      }
      complete(value);
    }

    @Override
    public void onFailure(Throwable error) {
      completeExceptionally(errors.ofThrowable(method, error));
    }
  }
}
