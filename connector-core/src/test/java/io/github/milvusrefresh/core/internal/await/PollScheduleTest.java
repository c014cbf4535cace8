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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollScheduleTest {

  private static final Duration MIN = Duration.ofMillis(250);
  private static final Duration MAX = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT0.25S",
    "PT1S, PT0.295S",
    "PT100S, PT2.95S",
    "PT3600S, PT10S",
    "P30D, PT10S"
  })
  void unknownLengthsArePolledByTheRootOfTheElapsedTime(Duration elapsed, Duration expected) {
    assertThat(PollSchedule.blind(elapsed, MIN, MAX)).isEqualTo(expected);
    assertThat(interval(elapsed, null)).isEqualTo(expected);
  }

  @Test
  void aJobWithOnlyTheApplyLeftIsPolledFastForHalfAMinute() {
    Duration elapsed = Duration.ofSeconds(100);
    assertThat(interval(new JobOutlook(elapsed, 99, Duration.ZERO, false, false, null)))
        .hasMillis(500);
    assertThat(interval(new JobOutlook(elapsed, 98, Duration.ZERO, false, false, null)))
        .hasMillis(2950);
    assertThat(interval(new JobOutlook(elapsed, 99, Duration.ofSeconds(30), false, false, null)))
        .hasMillis(2950);
  }

  @Test
  void indexingAndStalledJobsArePolledSlowlyWhateverTheirForecast() {
    Duration elapsed = Duration.ofSeconds(100);
    LengthForecast forecast = around(100);
    assertThat(interval(new JobOutlook(elapsed, 99, Duration.ZERO, true, false, forecast)))
        .hasSeconds(5);
    assertThat(interval(new JobOutlook(elapsed, 99, Duration.ZERO, true, true, forecast)))
        .hasSeconds(10);
  }

  @Test
  void noIntervalLeavesTheBoundsWhereMinAndMaxAreTheSame() {
    for (LengthForecast forecast : new LengthForecast[] {null, around(100)}) {
      for (int progress : new int[] {0, 99}) {
        Duration elapsed = Duration.ofSeconds(100);
        JobOutlook outlook =
            new JobOutlook(elapsed, progress, Duration.ZERO, false, false, forecast);
        assertThat(PollSchedule.interval(outlook, MAX, MAX)).isEqualTo(MAX);
      }
    }
  }

  /** At the median the odds are sinh(asinh 1) squared; the next poll is 1/n further. */
  @Test
  void aForeseenJobIsPolledDenselyAroundItsMedian() {
    double n = 24 + 0.45 * 300 / 10;
    double spread = 0.15;
    double next = 300 * Math.pow(Math.sinh(Math.log(1 + Math.sqrt(2)) + 1 / n), spread);
    assertThat(seconds(interval(Duration.ofSeconds(300), around(300))))
        .isCloseTo(next - 300, within(1e-6))
        .isCloseTo(1.7, within(0.05));
  }

  @Test
  void fewPollsComeBeforeTheExpectedEndAndTheFirstOnesSoon() {
    assertThat(polls(300, around(300)).subList(0, 5))
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 0.05 ? 0 : 1, Double.class)
        .containsExactly(0.0, 2.0, 18.0, 78.0, 138.0);
    assertThat(polls(300, around(300))).hasSizeBetween(30, 40);
    assertThat(polls(3600, around(3600))).hasSizeBetween(180, 230);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 3, 30, 300, 3600, 100_000})
  void theBoundsHoldForEveryForecastAndEveryTime(double median) {
    for (LengthForecast forecast : List.of(around(median), scattered(median))) {
      for (double elapsed = 0; elapsed < 10 * median; elapsed += median / 100) {
        double pause = seconds(interval(ofSeconds(elapsed), forecast));
        double blind = seconds(PollSchedule.blind(ofSeconds(elapsed), MIN, MAX));
        assertThat(pause).isGreaterThanOrEqualTo(0.25);
        if (elapsed < 0.999 * median) {
          assertThat(pause).isLessThanOrEqualTo(Math.min(60, 8 * Math.max(elapsed, 0.25)) + 1e-9);
        } else if (elapsed > 1.001 * median) {
          assertThat(pause).isLessThanOrEqualTo(blind);
        }
      }
    }
  }

  @Test
  void intervalsShrinkTowardsTheExpectedEnd() {
    for (double elapsed = 60; elapsed < 3600; elapsed += 10) {
      Duration pause = interval(ofSeconds(elapsed), around(3600));
      assertThat(pause).isLessThanOrEqualTo(interval(ofSeconds(elapsed - 10), around(3600)));
    }
  }

  /** Five times too long: the news of the end is late by eight times the length, or by 60 s. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 3, 30, 300, 3600})
  void aForecastThatIsTooLongDelaysTheNewsByAMinuteAtMost(double length) {
    List<Double> polls = polls(length, around(5 * length));
    double noticed = polls.get(polls.size() - 1);
    assertThat(noticed - length)
        .isLessThanOrEqualTo(Math.min(60, 8 * Math.max(length, 0.25)) + 1e-9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 30, 300, 3600})
  void aForecastThatIsTooShortIsDropped(double length) {
    Duration elapsed = ofSeconds(length);
    assertThat(interval(elapsed, around(length / 5))).isEqualTo(interval(elapsed, null));
    assertThat(polls(length, around(length / 5)).size())
        .isLessThan(polls(length, null).size() + 60);
  }

  @Test
  void shorterLongestPausesBuyMorePollsAndLessDelay() {
    JobOutlook outlook =
        new JobOutlook(ofSeconds(3600), 0, Duration.ZERO, false, false, around(3600));
    Duration usual = PollSchedule.interval(outlook, MIN, MAX);
    Duration shorter = PollSchedule.interval(outlook, MIN, Duration.ofSeconds(2));
    assertThat(seconds(shorter)).isLessThan(0.3 * seconds(usual));
  }

  @Test
  void jitterIsATenthEitherWayAndRepeatable() {
    SplittableRandom random = new SplittableRandom(7);
    double[] pauses =
        DoubleStream.generate(() -> seconds(PollSchedule.jittered(MAX, random)))
            .limit(1000)
            .toArray();
    assertThat(DoubleStream.of(pauses).min().orElseThrow()).isBetween(9.0, 9.02);
    assertThat(DoubleStream.of(pauses).max().orElseThrow()).isBetween(10.98, 11.0);
    assertThat(DoubleStream.of(pauses).average().orElseThrow()).isCloseTo(10, within(0.1));
    assertThat(PollSchedule.jittered(MAX, new SplittableRandom(7)))
        .isEqualTo(PollSchedule.jittered(MAX, new SplittableRandom(7)));
  }

  /** The polls of a job up to the one that notices its end, in seconds. */
  private static List<Double> polls(double length, @Nullable LengthForecast forecast) {
    List<Double> polls = new ArrayList<>();
    double now = 0;
    while (now < length) {
      polls.add(now);
      now += seconds(interval(ofSeconds(now), forecast));
    }
    polls.add(now);
    return polls;
  }

  private static LengthForecast around(double seconds) {
    return LengthForecast.of(List.of(ofSeconds(seconds), ofSeconds(seconds))).orElseThrow();
  }

  private static LengthForecast scattered(double median) {
    return LengthForecast.of(List.of(ofSeconds(median / 60), ofSeconds(median * 60))).orElseThrow();
  }

  private static Duration interval(Duration elapsed, @Nullable LengthForecast forecast) {
    return interval(new JobOutlook(elapsed, 0, elapsed, false, false, forecast));
  }

  private static Duration interval(JobOutlook outlook) {
    return PollSchedule.interval(outlook, MIN, MAX);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static Duration ofSeconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
