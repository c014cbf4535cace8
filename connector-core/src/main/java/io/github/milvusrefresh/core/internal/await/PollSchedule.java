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
import java.util.SplittableRandom;

/** When to look again, as a pure function of what is known about the job. */
public final class PollSchedule {

  private static final double ROOT_FACTOR = 0.3;
  private static final double JITTER = 0.1;
  private static final int TASKS_DONE = 99;
  private static final Duration APPLYING = Duration.ofSeconds(30);

  /** Before the job is expected to end, a pause may be so many times the longest. */
  private static final int LONGER_BEFORE = 3;

  /** A job is before its window while its chance to have ended is below one in this. */
  private static final double EARLY = 50;

  private PollSchedule() {}

  /**
   * Returns the pause from the start of one poll to the start of the next, before jitter.
   *
   * @param min the shortest pause, above zero
   * @param max the longest pause, at least {@code min}
   */
  public static Duration interval(JobOutlook outlook, Duration min, Duration max) {
    if (outlook.stalled()) {
      return max;
    }
    if (outlook.indexing()) {
      return clamped(seconds(max) / 2, min, max);
    }
    if (outlook.progress() >= TASKS_DONE && outlook.progressAge().compareTo(APPLYING) < 0) {
      return clamped(2 * seconds(min), min, max);
    }
    LengthForecast forecast = outlook.forecast();
    return forecast == null
        ? blind(outlook.elapsed(), min, max)
        : forecast(forecast, outlook.elapsed(), min, max);
  }

  /**
   * Returns {@code 0.3 * sqrt(elapsed)} seconds within the bounds: the schedule for a job of
   * unknown length, and the back-off in trouble.
   */
  public static Duration blind(Duration elapsed, Duration min, Duration max) {
    return clamped(ROOT_FACTOR * Math.sqrt(seconds(elapsed)), min, max);
  }

  private static Duration forecast(
      LengthForecast forecast, Duration elapsed, Duration min, Duration max) {
    double t = Math.max(seconds(elapsed), seconds(min));
    double hazard = forecast.relativeHazard(t);
    double price = ROOT_FACTOR * ROOT_FACTOR / 2;
    boolean early = hazard < forecast.relativeHazard(forecast.median()) * 2 / EARLY;
    return clamped(
        Math.sqrt(2 * price * t / hazard), min, early ? max.multipliedBy(LONGER_BEFORE) : max);
  }

  /** Returns the pause, a tenth longer or shorter at most, so that waits do not march in step. */
  public static Duration jittered(Duration interval, SplittableRandom random) {
    return ofSeconds(seconds(interval) * (1 - JITTER + 2 * JITTER * random.nextDouble()));
  }

  private static Duration clamped(double seconds, Duration min, Duration max) {
    return ofSeconds(Math.max(seconds(min), Math.min(seconds, seconds(max))));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static Duration ofSeconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
