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
package io.github.milvusrefresh.benchmarks;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The middle of a sample, which single outliers do not move, and the half of it around that.
 *
 * @param low the lower quartile
 * @param median the median
 * @param high the upper quartile
 */
public record Spread(double low, double median, double high) {

  /**
   * Sums up a sample.
   *
   * @param sample at least one number, in any order
   * @return its spread
   */
  public static Spread of(DoubleStream sample) {
    double[] sorted = sample.sorted().toArray();
    return new Spread(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
  }

  /** Interpolates between the two that are next to it. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * Names the numbers: the median as it is, the quartiles with {@code -low} and {@code -high}.
   *
   * @param name of the figure
   * @param unit of the numbers
   * @return three figures
   */
  public List<Figure> figures(String name, String unit) {
    return List.of(
        new Figure(name, median, unit),
        new Figure(name + "-low", low, unit),
        new Figure(name + "-high", high, unit));
  }
}
