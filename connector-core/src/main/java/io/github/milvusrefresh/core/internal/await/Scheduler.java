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

/**
 * Time, and one thread to act in it. Tasks never overlap, so what only they touch needs no lock.
 * Tests put a virtual one in its place.
 */
public interface Scheduler {

  /** The monotonic clock in nanoseconds, of arbitrary origin. */
  long nanoTime();

  /** The wall clock; for display and for the age of ids, never for a deadline. */
  Instant now();

  /**
   * Runs a task later.
   *
   * @param task must not block
   * @param delay zero or above
   * @return unschedules the task unless it has begun
   */
  Runnable schedule(Runnable task, Duration delay);
}
