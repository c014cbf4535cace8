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

import io.github.milvusrefresh.core.AwaitOptions;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * When to look again: {@code 0.3 * sqrt(elapsed)} seconds, within the bounds of the options, give
 * or take a tenth. The square root is optimal for jobs of unknown length (AWAIT.md, section 3.2);
 * the jitter keeps waits that began together from staying together.
 */
final class PollSchedule {

  private static final double ROOT_FACTOR = 0.3;
  private static final double JITTER = 0.1;

  private final Duration min;
  private final Duration max;
  private final SplittableRandom random;

  PollSchedule(AwaitOptions options, long seed) {
    this.min = options.minPollInterval();
    this.max = options.maxPollInterval();
    this.random = new SplittableRandom(seed);
  }

  /**
   * Returns the pause from the start of one poll to the start of the next.
   *
   * @param elapsed how long the wait, or its present trouble, lasts
   * @return between the bounds, up to a tenth below or above
   */
  Duration next(Duration elapsed) {
    double root = ROOT_FACTOR * Math.sqrt(seconds(elapsed));
    double bounded = Math.max(seconds(min), Math.min(root, seconds(max)));
    double jittered = bounded * (1 - JITTER + 2 * JITTER * random.nextDouble());
    return Duration.ofNanos(Math.round(jittered * 1e9));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
