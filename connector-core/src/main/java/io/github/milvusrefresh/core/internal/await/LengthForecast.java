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
import java.util.List;
import java.util.Optional;

/**
 * What the lengths of earlier jobs say about the next one: a log-logistic distribution, whose
 * hazard has a closed form and whose tail is as heavy as few samples deserve.
 */
public final class LengthForecast {

  private static final int MIN_JOBS = 2;

  /** Before any job is seen, lengths are thought to vary by a fifth; it weighs as two jobs. */
  private static final double PRIOR_SIGMA = 0.2;

  private static final double PRIOR_WEIGHT = 2;
  private static final double SHORTEST_SECONDS = 1e-3;

  private final double median;
  private final double shape;

  private LengthForecast(double median, double shape) {
    this.median = median;
    this.shape = shape;
  }

  /**
   * Forecasts from the lengths of jobs that completed.
   *
   * @return empty if they are fewer than two
   */
  public static Optional<LengthForecast> of(List<Duration> lengths) {
    int n = lengths.size();
    if (n < MIN_JOBS) {
      return Optional.empty();
    }
    double[] logs = lengths.stream().mapToDouble(LengthForecast::log).toArray();
    double mean = 0;
    for (double log : logs) {
      mean += log / n;
    }
    double squares = PRIOR_WEIGHT * PRIOR_SIGMA * PRIOR_SIGMA;
    for (double log : logs) {
      squares += (log - mean) * (log - mean);
    }
    double sigma = Math.sqrt(squares / (PRIOR_WEIGHT + n - 1) * (1 + 1.0 / n));
    return Optional.of(new LengthForecast(Math.exp(mean), Math.PI / (Math.sqrt(3) * sigma)));
  }

  /** The length that half of the jobs are expected to exceed, in seconds. */
  double median() {
    return median;
  }

  /**
   * The chance to end per second, for a job that has not ended after so many seconds, times these
   * seconds.
   */
  double relativeHazard(double seconds) {
    return shape / (1 + Math.pow(median / seconds, shape));
  }

  private static double log(Duration length) {
    return Math.log(Math.max(length.toNanos() / 1e9, SHORTEST_SECONDS));
  }
}
