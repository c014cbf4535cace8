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
package io.github.milvusrefresh.flink.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/** Time that passes when the test says so. */
public final class VirtualTimer implements Timer {

  private record Task(long due, int order, Runnable action) {}

  private final Queue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingInt(Task::order));
  private final List<Duration> delays = new ArrayList<>();
  private long now = -5;

  public void advance(Duration time) {
    long end = now + time.toNanos();
    while (!tasks.isEmpty() && tasks.element().due() <= end) {
      Task next = tasks.remove();
      now = next.due();
      next.action().run();
    }
    now = end;
  }

  /** The pauses so far. */
  public List<Duration> delays() {
    return delays;
  }

  /** How many tasks are yet to run. */
  public int pending() {
    return tasks.size();
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    delays.add(delay);
    tasks.add(new Task(now + delay.toNanos(), delays.size(), task));
  }

  @Override
  public void close() {
    tasks.clear();
  }
}
