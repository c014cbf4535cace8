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
package io.github.milvusrefresh.core;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.Serializable;
import java.time.Duration;

/**
 * How to wait. The bounds and their reasons: the page AWAIT.md of the design, section 4.
 *
 * @param timeout how long to wait in all; zero looks once; default 1 h, the server's own limit for
 *     a job
 * @param unreachableTimeout how long the server may give no good answer before the wait ends; zero
 *     makes the first trouble fatal; default 5 min
 * @param notFoundGrace how long a job that was never seen may be unknown to the server, during a
 *     fail-over for instance; default 5 s
 * @param minPollInterval the shortest pause between two polls, above zero; default 250 ms
 * @param maxPollInterval the longest pause between two polls, default 10 s
 */
public record AwaitOptions(
    Duration timeout,
    Duration unreachableTimeout,
    Duration notFoundGrace,
    Duration minPollInterval,
    Duration maxPollInterval)
    implements Serializable {

  private static final AwaitOptions DEFAULTS =
      new AwaitOptions(
          Duration.ofHours(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(250),
          Duration.ofSeconds(10));

  // Checks the ranges.
  public AwaitOptions {
    notNegative("timeout", timeout);
    notNegative("unreachable_timeout", unreachableTimeout);
    notNegative("not_found_grace", notFoundGrace);
    if (minPollInterval.isZero() || minPollInterval.isNegative()) {
      throw new InvalidArgumentException(
          "min_poll_interval", minPollInterval, "a duration above zero");
    }
    if (maxPollInterval.compareTo(minPollInterval) < 0) {
      throw new InvalidArgumentException(
          "max_poll_interval", maxPollInterval, "at least min_poll_interval " + minPollInterval);
    }
  }

  private static void notNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new InvalidArgumentException(name, value, "zero or a positive duration");
    }
  }

  /**
   * Returns the defaults that the parameters of this record state.
   *
   * @return the defaults
   */
  public static AwaitOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns these options with another total timeout.
   *
   * @param newTimeout zero or a positive duration
   * @return a copy
   */
  public AwaitOptions withTimeout(Duration newTimeout) {
    return new AwaitOptions(
        newTimeout, unreachableTimeout, notFoundGrace, minPollInterval, maxPollInterval);
  }

  /**
   * Returns these options with another allowance for an unreachable server.
   *
   * @param newUnreachableTimeout zero or a positive duration
   * @return a copy
   */
  public AwaitOptions withUnreachableTimeout(Duration newUnreachableTimeout) {
    return new AwaitOptions(
        timeout, newUnreachableTimeout, notFoundGrace, minPollInterval, maxPollInterval);
  }
}
