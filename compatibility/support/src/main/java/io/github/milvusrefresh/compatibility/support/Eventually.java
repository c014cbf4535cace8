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
package io.github.milvusrefresh.compatibility.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits in real time for what other threads bring about, at most two minutes: a loaded machine is
 * slow to start an engine.
 */
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

  private Eventually() {}

  /**
   * Something that may come true.
   *
   * @param <E> what finding out may throw
   */
  @FunctionalInterface
  public interface Condition<E extends Exception> {

    /**
     * Finds out.
     *
     * @return whether it is true now
     * @throws E if it cannot be found out
     */
    boolean holds() throws E;
  }

  /**
   * Waits until a condition holds.
   *
   * @param what the condition in words, for the error
   * @param condition the condition, looked at every 10 ms
   * @param <E> what the condition may throw
   * @throws E as the condition does
   * @throws AssertionError if it does not come true in time
   */
  public static <E extends Exception> void until(String what, Condition<E> condition) throws E {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("Not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
