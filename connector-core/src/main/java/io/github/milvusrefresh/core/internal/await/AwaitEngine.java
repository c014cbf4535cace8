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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.AwaitListener;
import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.RefreshAwaiter;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** Runs the waits of one client. Thread-safe. */
public final class AwaitEngine implements RefreshAwaiter, AutoCloseable {

  private final AwaitContext context;
  private final Set<Wait> active = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Waits with what the context holds. */
  public AwaitEngine(AwaitContext context) {
    this.context = context;
  }

  @Override
  public CompletableFuture<AwaitResult> awaitAsync(
      AwaitTarget target, AwaitOptions options, AwaitListener listener) {
    requireNonNull(target, "target");
    requireNonNull(options, "options");
    requireNonNull(listener, "listener");
    Wait wait = new Wait(target, options, listener, context);
    CompletableFuture<AwaitResult> future = wait.future();
    active.add(wait);
    future.whenComplete(
        (result, error) -> {
          active.remove(wait);
          wait.givenUp();
        });
    if (closed) {
      future.completeExceptionally(closedError());
    } else {
      context.scheduler().schedule(wait::start, Duration.ZERO);
    }
    return future;
  }

  @Override
  public AwaitResult await(AwaitTarget target, AwaitOptions options, AwaitListener listener)
      throws InterruptedException {
    return join(awaitAsync(target, options, listener));
  }

  @Override
  public CompletableFuture<List<AwaitResult>> awaitAllAsync(
      Collection<? extends AwaitTarget> targets, AwaitOptions options, AwaitListener listener) {
    return JointWait.all(startAll(targets, options, listener));
  }

  @Override
  public List<AwaitResult> awaitAll(Collection<? extends AwaitTarget> targets, AwaitOptions options)
      throws InterruptedException {
    return join(awaitAllAsync(targets, options));
  }

  @Override
  public CompletableFuture<AwaitResult> awaitAnyAsync(
      Collection<? extends AwaitTarget> targets, AwaitOptions options) {
    return JointWait.any(startAll(targets, options, AwaitListener.NONE));
  }

  @Override
  public AwaitResult awaitAny(Collection<? extends AwaitTarget> targets, AwaitOptions options)
      throws InterruptedException {
    return join(awaitAnyAsync(targets, options));
  }

  private List<CompletableFuture<AwaitResult>> startAll(
      Collection<? extends AwaitTarget> targets, AwaitOptions options, AwaitListener listener) {
    return List.copyOf(targets).stream()
        .map(target -> awaitAsync(target, options, listener))
        .toList();
  }

  /** Ends all waits with {@link CancellationException}; the jobs go on. */
  @Override
  public void close() {
    closed = true;
    active.forEach(wait -> wait.future().completeExceptionally(closedError()));
  }

  private static CancellationException closedError() {
    return new CancellationException("The client was closed while waiting; the job goes on.");
  }

  private static <T> T join(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MilvusRefreshException known) {
        throw known;
      }
      throw new CompletionException(e.getCause());
    }
  }
}
