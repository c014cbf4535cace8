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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * All that a run finds out, a list of cells for each policy.
 *
 * @param unknown every policy without history, on lengths that vary by half around each size
 * @param foreseen ours with a history, right and wrong, on log-normal lengths
 * @param plotted every policy on the same log-normal jobs of five minutes
 */
record Results(List<List<Cell>> unknown, List<List<Cell>> foreseen, List<Cell> plotted) {

  private static final double[] SIZES = {3, 30, 300, 3600};
  private static final double SIGMA = 0.2;
  private static final Lengths PLOTTED = new Lengths.LogNormal(300, SIGMA);

  static Results of(Simulation simulation) {
    List<Policy> withoutHistory = new ArrayList<>(OtherPolicies.all());
    withoutHistory.add(OurPolicies.blind());
    List<Cell> plotted =
        new ArrayList<>(
            withoutHistory.stream().map(policy -> Cell.run(simulation, policy, PLOTTED)).toList());
    plotted.add(history(simulation, "0.2", "five earlier jobs", 300, SIGMA, 1));
    return new Results(
        withoutHistory.stream().map(policy -> unknown(simulation, policy)).toList(),
        List.of(
            histories(simulation, "0.1", "history, lengths vary by a tenth", 0.1, 1),
            histories(simulation, "0.2", "history, by a fifth", SIGMA, 1),
            histories(simulation, "0.5", "history, by a half", 0.5, 1),
            histories(simulation, "too-long", "history 5 times too long", SIGMA, 5),
            histories(simulation, "too-short", "history 5 times too short", SIGMA, 0.2)),
        plotted);
  }

  Stream<Figure> figures() {
    return Stream.concat(unknown.stream(), foreseen.stream())
        .flatMap(List::stream)
        .flatMap(cell -> cell.figures().stream());
  }

  private static List<Cell> unknown(Simulation simulation, Policy policy) {
    return sizes().map(size -> Cell.run(simulation, policy, new Lengths.Uniform(size))).toList();
  }

  private static List<Cell> histories(
      Simulation simulation, String key, String label, double sigma, double factor) {
    return sizes().map(size -> history(simulation, key, label, size, sigma, factor)).toList();
  }

  /** Jobs whose history is longer than they are by a factor. */
  private static Cell history(
      Simulation simulation, String key, String label, double size, double sigma, double factor) {
    Policy policy = OurPolicies.history(key, label, new Lengths.LogNormal(size * factor, sigma));
    return Cell.run(simulation, policy, new Lengths.LogNormal(size, sigma));
  }

  private static Stream<Double> sizes() {
    return DoubleStream.of(SIZES).boxed();
  }
}
