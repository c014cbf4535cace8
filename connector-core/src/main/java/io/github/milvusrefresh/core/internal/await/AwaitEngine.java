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

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.RefreshAwaiter;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.internal.RefreshCalls;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** Runs the waits of one client. Thread-safe. */
public final class AwaitEngine implements RefreshAwaiter, AutoCloseable {

  private final RefreshCalls calls;
  private final Scheduler scheduler;
  private final Duration rpcTimeout;
  private final Set<Wait> active = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Polls by the calls, in the time and on the thread of the scheduler. */
  public AwaitEngine(RefreshCalls calls, Scheduler scheduler, Duration rpcTimeout) {
    this.calls = calls;
    this.scheduler = scheduler;
    this.rpcTimeout = rpcTimeout;
  }

  @Override
  public AwaitResult await(long jobId, AwaitOptions options) throws InterruptedException {
    return join(awaitAsync(jobId, options));
  }

  @Override
  public AwaitResult awaitOutcome(long jobId, AwaitOptions options) throws InterruptedException {
    return join(awaitOutcomeAsync(jobId, options));
  }

  @Override
  public CompletableFuture<AwaitResult> awaitAsync(long jobId, AwaitOptions options) {
    return start(jobId, options, new WaitEnd.Strict());
  }

  @Override
  public CompletableFuture<AwaitResult> awaitOutcomeAsync(long jobId, AwaitOptions options) {
    return start(jobId, options, new WaitEnd.Lenient());
  }

  private CompletableFuture<AwaitResult> start(long jobId, AwaitOptions options, WaitEnd end) {
    if (jobId <= 0) {
      throw new InvalidArgumentException("job_id", jobId, "a number above 0");
    }
    requireNonNull(options, "options");
    Wait wait = new Wait(jobId, options, rpcTimeout, calls, scheduler, end);
    active.add(wait);
    end.future().whenComplete((result, error) -> active.remove(wait));
    if (closed) {
      end.refused(closedError());
    } else {
      wait.start();
    }
    return end.future();
  }

  /** Ends all waits with {@link CancellationException}; the jobs go on. */
  @Override
  public void close() {
    closed = true;
    active.forEach(wait -> wait.abandon(closedError()));
  }

  private static CancellationException closedError() {
    return new CancellationException("The client was closed while waiting; the job goes on.");
  }

  private static AwaitResult join(CompletableFuture<AwaitResult> future)
      throws InterruptedException {
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
