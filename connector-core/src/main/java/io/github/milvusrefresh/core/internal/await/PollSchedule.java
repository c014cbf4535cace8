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

/**
 * When to look again, as a pure function of what is known about the job. The first rule that
 * applies:
 *
 * <ol>
 *   <li>Suspected to be stuck: the longest pause.
 *   <li>Waiting for indexes: half the longest, as the server looks every 10 s itself.
 *   <li>At 99 %: twice the shortest, for half a minute, as only the result is left to be applied.
 *   <li>Earlier jobs of the collection are known: few polls before the job is expected to end, many
 *       when it is, see {@link #foreseen}.
 *   <li>Else {@link #blind}.
 * </ol>
 *
 * <p>Why these, and what they cost, is measured in {@code benchmarks/}.
 */
public final class PollSchedule {

  private static final double ROOT_FACTOR = 0.295;
  private static final double JITTER = 0.1;

  private static final int ALL_TASKS_DONE = 99;
  private static final Duration APPLYING = Duration.ofSeconds(30);

  /** The polls that a foreseen job is worth: these, and more for one far longer than the pauses. */
  private static final double POLLS = 24;

  private static final double POLLS_PER_LONGEST_PAUSE = 0.45;

  /** Before its expected end, a job that has run for a second is looked at within so many more. */
  private static final double PAUSE_PER_ELAPSED = 8;

  /** Before its expected end, a pause may be so many times the longest. */
  private static final double LONGEST_PAUSES_BEFORE = 6;

  /** When a thousand jobs should have ended for each that has not, the forecast was wrong. */
  private static final double ODDS_OUTLIVED = 1000;

  private PollSchedule() {}

  /**
   * Returns the pause from the start of one poll to the start of the next, before jitter.
   *
   * @param min the shortest pause, above zero
   * @param max the longest pause, at least {@code min}; up to the expected end of a foreseen job
   *     six times as long
   */
  public static Duration interval(JobOutlook outlook, Duration min, Duration max) {
    if (outlook.stalled()) {
      return max;
    }
    if (outlook.indexing()) {
      return pause(seconds(max) / 2, min, max);
    }
    if (outlook.progress() >= ALL_TASKS_DONE && outlook.progressAge().compareTo(APPLYING) < 0) {
      return pause(2 * seconds(min), min, max);
    }
    LengthForecast forecast = outlook.forecast();
    return forecast == null
        ? blind(outlook.elapsed(), min, max)
        : foreseen(forecast, outlook.elapsed(), min, max);
  }

  /**
   * Returns {@code 0.295 * sqrt(elapsed)} seconds within the bounds: the schedule for a job of
   * unknown length, and the back-off in trouble.
   */
  public static Duration blind(Duration elapsed, Duration min, Duration max) {
    return pause(ROOT_FACTOR * Math.sqrt(seconds(elapsed)), min, max);
  }

  /**
   * Spends {@code n} polls where the job is likely to end: the delay is shortest for its number of
   * polls if they are as dense as the root of the hazard, which for this distribution puts poll
   * {@code k} where the odds of the end are {@code sinh(k / n)} squared.
   *
   * <p>Before the median, where a forecast that is too long would delay the news, the pause is also
   * at most {@link #PAUSE_PER_ELAPSED} times the time elapsed and {@link #LONGEST_PAUSES_BEFORE}
   * times the longest; after it, at most the blind one. A job that outlives the forecast is polled
   * blindly.
   */
  private static Duration foreseen(
      LengthForecast forecast, Duration elapsed, Duration min, Duration max) {
    double now = Math.max(seconds(elapsed), seconds(min));
    double odds = forecast.oddsOfEnd(now);
    if (odds > ODDS_OUTLIVED) {
      return blind(elapsed, min, max);
    }
    double n = POLLS + POLLS_PER_LONGEST_PAUSE * forecast.median() / seconds(max);
    double root = Math.sinh(asinh(Math.sqrt(odds)) + 1 / n);
    double pause = forecast.secondsAt(root * root) - now;
    return odds < 1
        ? pause(
            Math.min(pause, PAUSE_PER_ELAPSED * now),
            min,
            ofSeconds(LONGEST_PAUSES_BEFORE * seconds(max)))
        : pause(pause, min, blind(elapsed, min, max));
  }

  /** Returns the pause, up to a tenth shorter or longer, so that waits do not march in step. */
  public static Duration jittered(Duration pause, SplittableRandom random) {
    return ofSeconds(seconds(pause) * (1 - JITTER + 2 * JITTER * random.nextDouble()));
  }

  private static Duration pause(double seconds, Duration min, Duration max) {
    return ofSeconds(Math.max(seconds(min), Math.min(seconds, seconds(max))));
  }

  private static double asinh(double x) {
    return Math.log(x + Math.sqrt(x * x + 1));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static Duration ofSeconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
