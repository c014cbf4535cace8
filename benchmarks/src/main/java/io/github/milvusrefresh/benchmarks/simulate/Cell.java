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
package io.github.milvusrefresh.benchmarks.simulate;

import io.github.milvusrefresh.benchmarks.Figure;
import java.util.List;

/**
 * One policy on jobs of one distribution of lengths.
 *
 * @param timesBound mean delay times polls, as a multiple of {@link Bound}
 */
record Cell(Policy policy, Lengths lengths, Measure measure, double timesBound) {

  static Cell run(Simulation simulation, Policy policy, Lengths lengths) {
    Measure measure = simulation.run(policy, lengths);
    return new Cell(policy, lengths, measure, measure.product() / Bound.of(lengths));
  }

  List<Figure> figures() {
    return List.of(
        figure("mean-delay", measure.meanDelay(), "s"),
        figure("median-delay", measure.medianDelay(), "s"),
        figure("p99-delay", measure.p99Delay(), "s"),
        figure("polls", measure.polls(), "polls"),
        figure("times-bound", timesBound, "x"));
  }

  private Figure figure(String what, double number, String unit) {
    String name =
        "simulate.%s.%ss.%s".formatted(policy.key(), Figure.digits(lengths.typical()), what);
    return new Figure(name, number, unit);
  }
}
