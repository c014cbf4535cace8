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
package io.github.milvusrefresh.embedded.internal.work;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the engine in real time, on one daemon thread, from the first {@link #wake} on. */
public final class EngineThread {

  private static final Logger LOG = System.getLogger(EngineThread.class.getName());

  /** The longest sleep while there is work: a clock of the user's may jump. */
  private static final Duration LONGEST_SLEEP = Duration.ofMillis(50);

  private final RefreshEngine engine;
  private final InstantSource clock;
  private final ScheduledExecutorService executor;
  private @Nullable ScheduledFuture<?> next;

  public EngineThread(RefreshEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "embedded-milvus-engine");
              thread.setDaemon(true);
              return thread;
            });
    one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    one.setRemoveOnCancelPolicy(true);
    this.executor = one;
  }

  /** Says that there may be something due. */
  public void wake() {
    executor.execute(this::run);
  }

  public void stop() throws InterruptedException {
    executor.shutdown();
    if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
      LOG.log(Level.WARNING, "A task did not stop within 10 s");
    }
  }

  private void run() {
    if (next != null) {
      next.cancel(false);
    }
    Optional<Instant> due = runDue();
    if (due.isPresent() && !executor.isShutdown()) {
      next = executor.schedule(this::run, nanosUntil(due.get()), TimeUnit.NANOSECONDS);
    }
  }

  private Optional<Instant> runDue() {
    try {
      return engine.runDue();
    } catch (RuntimeException failed) {
      LOG.log(Level.ERROR, "Running the jobs failed, trying again", failed);
      return Optional.of(clock.instant().plus(LONGEST_SLEEP));
    }
  }

  private long nanosUntil(Instant due) {
    Duration left = Duration.between(clock.instant(), due);
    return left.compareTo(LONGEST_SLEEP) < 0 ? left.toNanos() : LONGEST_SLEEP.toNanos();
  }
}
