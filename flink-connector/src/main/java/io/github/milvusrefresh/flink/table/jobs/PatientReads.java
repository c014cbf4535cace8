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
package io.github.milvusrefresh.flink.table.jobs;

import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.flink.internal.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats reads while the server is away: at first after a second, then after twice the last pause
 * up to half a minute, until a good answer, an error that time cannot mend, or the end of the
 * allowance. The client has repeated each read a few times before. Thread-safe.
 */
final class PatientReads implements AutoCloseable {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

  private final Timer timer;
  private final Duration allowance;
  private final @Nullable Integer maxRetries;

  /**
   * Repeats as often as both allow.
   *
   * @param timer closed with this
   * @param allowance how long there may be no good answer; zero for no patience
   * @param maxRetries how often to repeat a read; null for any number
   */
  PatientReads(Timer timer, Duration allowance, @Nullable Integer maxRetries) {
    this.timer = timer;
    this.allowance = allowance;
    this.maxRetries = maxRetries;
  }

  /** Reads now; completes exceptionally with the error itself, never wrapped. */
  <T> CompletableFuture<T> now(Supplier<CompletableFuture<T>> call) {
    Read<T> read = new Read<>(call);
    read.attempt();
    return read.result;
  }

  /** Reads after a pause, which counts as none without an answer. */
  <T> CompletableFuture<T> after(Duration pause, Supplier<CompletableFuture<T>> call) {
    if (pause.isZero()) {
      return now(call);
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    timer.schedule(
        () ->
            now(call)
                .whenComplete(
                    (value, error) -> {
                      if (error == null) {
                        result.complete(value);
                      } else {
                        result.completeExceptionally(error);
                      }
                    }),
        pause);
    return result;
  }

  @Override
  public void close() {
    timer.close();
  }

  private final class Read<T> {

    private final Supplier<CompletableFuture<T>> call;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final long start = timer.nanoTime();
    private Duration pause = FIRST_PAUSE;
    private int retries;

    Read(Supplier<CompletableFuture<T>> call) {
      this.call = call;
    }

    void attempt() {
      call.get().whenComplete(this::onAnswer);
    }

    private void onAnswer(@Nullable T value, @Nullable Throwable error) {
      Throwable cause =
          error instanceof CompletionException && error.getCause() != null
              ? error.getCause()
              : error;
      if (cause == null) {
        result.complete(value);
      } else if (cause instanceof UnreachableException trouble
          && trouble.unreachableCause().isTransient()) {
        onTrouble(trouble);
      } else {
        result.completeExceptionally(cause);
      }
    }

    private void onTrouble(UnreachableException trouble) {
      boolean isSpent = timer.nanoTime() - start + pause.toNanos() > allowance.toNanos();
      if (isSpent && !allowance.isZero()) {
        result.completeExceptionally(trouble.endingReads(allowance));
      } else if (isSpent || (maxRetries != null && retries >= maxRetries)) {
        result.completeExceptionally(trouble);
      } else {
        retries++;
        timer.schedule(this::attempt, pause);
        pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
      }
    }
  }
}
