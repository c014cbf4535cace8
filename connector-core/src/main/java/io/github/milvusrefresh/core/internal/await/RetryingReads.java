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

import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.core.RefreshMetrics.PollKind;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.UnreachableException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a read a few times, within its deadline, while the trouble is transient; reports each
 * attempt. Thread-safe.
 */
public final class RetryingReads {

  private static final int MAX_ATTEMPTS = 4;
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final int BACKOFF_MULTIPLIER = 3;

  private final Scheduler scheduler;
  private final RefreshMetrics metrics;

  /** Waits between attempts on the given scheduler, and reports these as polls. */
  public RetryingReads(Scheduler scheduler, RefreshMetrics metrics) {
    this.scheduler = scheduler;
    this.metrics = metrics;
  }

  /**
   * Makes a call until it succeeds, fails for good, or 4 attempts or the deadline are used up.
   *
   * @param kind what is asked for
   * @param call makes one attempt with the options given
   * @param rpc the options of all attempts together; the timeout must be set
   * @return fails with the error of the last attempt; cancelling it cancels the attempt in flight
   */
  public <T> CompletableFuture<T> repeat(
      PollKind kind, Function<RpcOptions, CompletableFuture<T>> call, RpcOptions rpc) {
    Read<T> read = new Read<>(kind, call, rpc);
    read.attempt();
    return read.result;
  }

  private final class Read<T> {

    private final PollKind kind;
    private final Function<RpcOptions, CompletableFuture<T>> call;
    private final RpcOptions rpc;
    private final long deadline;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private int attempts;
    private Duration backoff = FIRST_BACKOFF;

    Read(PollKind kind, Function<RpcOptions, CompletableFuture<T>> call, RpcOptions rpc) {
      this.kind = kind;
      this.call = call;
      this.rpc = rpc;
      this.deadline = scheduler.nanoTime() + requireNonNull(rpc.timeout()).toNanos();
    }

    void attempt() {
      if (result.isDone()) {
        return;
      }
      attempts++;
      long askedAt = scheduler.nanoTime();
      CompletableFuture<T> attempt = call.apply(rpc.withTimeout(left()));
      attempt.whenComplete(
          (value, error) -> {
            report(error, Duration.ofNanos(scheduler.nanoTime() - askedAt));
            onAnswer(value, error);
          });
      result.whenComplete((value, error) -> attempt.cancel(true));
    }

    private void report(@Nullable Throwable error, Duration took) {
      if (!(error instanceof CancellationException)) {
        metrics.polled(kind, error == null || error instanceof JobNotFoundException, took);
      }
    }

    private void onAnswer(@Nullable T value, @Nullable Throwable error) {
      if (error == null) {
        result.complete(value);
      } else if (isWorthRepeating(error)) {
        scheduler.schedule(this::attempt, backoff);
        backoff = backoff.multipliedBy(BACKOFF_MULTIPLIER);
      } else {
        result.completeExceptionally(error);
      }
    }

    private boolean isWorthRepeating(Throwable error) {
      return error instanceof UnreachableException unreachable
          && unreachable.unreachableCause().isTransient()
          && attempts < MAX_ATTEMPTS
          && left().compareTo(backoff) > 0;
    }

    private Duration left() {
      return Duration.ofNanos(deadline - scheduler.nanoTime());
    }
  }
}
