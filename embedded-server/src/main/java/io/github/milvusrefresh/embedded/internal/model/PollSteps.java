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
package io.github.milvusrefresh.embedded.internal.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to happen right before polls of a thing are answered, one step a poll. Thread-safe. */
final class PollSteps {

  private final Map<Long, Deque<Runnable>> steps = new HashMap<>();

  synchronized void then(long id, Runnable step) {
    steps.computeIfAbsent(id, any -> new ArrayDeque<>()).add(step);
  }

  /** Runs outside the lock: a step may add steps. */
  void poll(long id) {
    Runnable step = next(id);
    if (step != null) {
      step.run();
    }
  }

  private synchronized @Nullable Runnable next(long id) {
    Deque<Runnable> queue = steps.get(id);
    return queue == null ? null : queue.poll();
  }
}
