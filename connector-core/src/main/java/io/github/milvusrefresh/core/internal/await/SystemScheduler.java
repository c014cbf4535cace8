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

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Real time, on one daemon thread that starts with the first task and ends with {@link #close}. */
public final class SystemScheduler implements Scheduler, AutoCloseable {

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final ScheduledThreadPoolExecutor executor;
  private volatile @Nullable Thread thread;

  /** Names the thread; starts none. */
  public SystemScheduler(String threadName) {
    this.executor = new ScheduledThreadPoolExecutor(1, task -> newThread(task, threadName));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private Thread newThread(Runnable task, String threadName) {
    Thread created = new Thread(task, threadName);
    created.setDaemon(true);
    thread = created;
    return created;
  }

  /** The executor underneath, for timers of the transport. */
  public ScheduledExecutorService executor() {
    return executor;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Runnable schedule(Runnable task, Duration delay) {
    try {
      ScheduledFuture<?> scheduled = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> scheduled.cancel(false);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: whoever waits was told so by the closing.
      return () -> {};
    }
  }

  /** Drops all tasks and waits for the thread to end, unless called on it. */
  @Override
  public void close() {
    executor.shutdownNow();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      executor.awaitTermination(CLOSE_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
