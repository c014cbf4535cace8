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
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that stands still until a test moves it; tasks run on the test's thread, in order of time.
 */
final class VirtualScheduler implements Scheduler {

  /** Close to the overflow of the monotonic clock, so that every comparison must survive it. */
  private long nanoTime = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

  /** A minute after the job of the tests was submitted, by its id. */
  private Instant now = Instant.parse("2026-04-22T06:07:00Z");

  private Duration wallSet = Duration.ZERO;

  private long order;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          Comparator.comparing((Task task) -> task.at).thenComparing(task -> task.order));

  private record Task(Instant at, long order, Runnable action) {}

  @Override
  public long nanoTime() {
    return nanoTime;
  }

  @Override
  public Instant now() {
    return now.plus(wallSet);
  }

  /** Sets the wall clock, as an administrator does; no time passes. */
  void setWallClock(Duration ahead) {
    wallSet = ahead;
  }

  @Override
  public Runnable schedule(Runnable action, Duration delay) {
    Task task = new Task(now.plus(delay), order++, action);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  /** Runs what is due within the duration, at its time, and ends at the end of the duration. */
  void advance(Duration duration) {
    Instant end = now.plus(duration);
    while (!tasks.isEmpty() && !tasks.peek().at.isAfter(end)) {
      Task task = tasks.remove();
      moveTo(task.at);
      task.action.run();
    }
    moveTo(end);
  }

  /** Stands still as a paused machine does: time passes, nothing runs. */
  void pause(Duration duration) {
    moveTo(now.plus(duration));
  }

  private void moveTo(Instant instant) {
    if (instant.isAfter(now)) {
      nanoTime += Duration.between(now, instant).toNanos();
      now = instant;
    }
  }

  int pendingTasks() {
    return tasks.size();
  }
}
