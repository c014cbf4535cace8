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

import static java.util.Arrays.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the lengths of earlier jobs say about the next one: a log-logistic distribution. It looks
 * like the log-normal one that job lengths tend to follow, its tails are as heavy as few samples
 * deserve, and the odds of it are a power.
 */
public final class LengthForecast {

  private static final int MIN_JOBS = 2;

  /**
   * Lengths are taken to vary by 15 % until jobs say otherwise, which weighs as much as two jobs.
   * So lengths that happen to be equal do not make the forecast certain.
   */
  private static final double PRIOR_SPREAD = 0.15;

  private static final double PRIOR_WEIGHT = 2;
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final double median;
  private final double spread;

  private LengthForecast(double median, double spread) {
    this.median = median;
    this.spread = spread;
  }

  /**
   * Forecasts the length of a job.
   *
   * @param lengths of completed jobs of the same collection; the newest few tell most
   * @return empty if they are fewer than two
   */
  public static Optional<LengthForecast> of(List<Duration> lengths) {
    int n = lengths.size();
    if (n < MIN_JOBS) {
      return Optional.empty();
    }
    double[] logs = lengths.stream().mapToDouble(LengthForecast::log).toArray();
    double mean = stream(logs).sum() / n;
    double squares = stream(logs).map(log -> (log - mean) * (log - mean)).sum();
    double variance =
        (PRIOR_WEIGHT * PRIOR_SPREAD * PRIOR_SPREAD + squares) / (PRIOR_WEIGHT + n - 1);
    double ofMeanToo = variance * (1 + 1.0 / n);
    return Optional.of(new LengthForecast(Math.exp(mean), Math.sqrt(ofMeanToo)));
  }

  /** Half of the jobs are expected to take longer; in seconds, above zero. */
  double median() {
    return median;
  }

  /** The standard deviation of the logarithm of the length, above zero: 0.2 is about a fifth. */
  double spread() {
    return spread;
  }

  /** The odds that a job has ended after so many seconds: 1 at the median, 99 when 99 % have. */
  double oddsOfEnd(double seconds) {
    return Math.pow(seconds / median, 2 / spread);
  }

  /** The seconds after which the odds are these: the inverse of {@link #oddsOfEnd}. */
  double secondsAt(double odds) {
    return median * Math.pow(odds, spread / 2);
  }

  /** The length that one job in twenty is expected to exceed. */
  Duration long95() {
    return Duration.ofMillis(Math.round(1000 * secondsAt(19)));
  }

  private static double log(Duration length) {
    Duration positive = length.compareTo(SHORTEST) < 0 ? SHORTEST : length;
    return Math.log(positive.toNanos() / 1e9);
  }
}
