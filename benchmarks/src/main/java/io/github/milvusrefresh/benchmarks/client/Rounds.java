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
package io.github.milvusrefresh.benchmarks.client;

import io.github.milvusrefresh.benchmarks.Figure;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.util.ListStatistics;

/** What the rounds of one benchmark say together. */
record Rounds(String name, List<Round> rounds) {

  private static final double CONFIDENCE = 0.95;

  private ListStatistics of(ToDoubleFunction<Round> number) {
    return new ListStatistics(rounds.stream().mapToDouble(number).toArray());
  }

  List<Figure> figures() {
    ListStatistics timesRaw = of(Round::timesRaw);
    return List.of(
        figure("rate", of(Round::ours).getMean(), "calls/s"),
        figure("raw-rate", of(Round::raw).getMean(), "calls/s"),
        figure("times-raw", timesRaw.getMean(), "x"),
        // Half of the interval that holds the true ratio with 95 % confidence.
        figure("times-raw-error", timesRaw.getMeanErrorAt(CONFIDENCE), "x"));
  }

  private Figure figure(String what, double number, String unit) {
    return new Figure("client." + name + "." + what, number, unit);
  }
}
