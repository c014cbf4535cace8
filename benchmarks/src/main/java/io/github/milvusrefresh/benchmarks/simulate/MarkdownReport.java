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

import static io.github.milvusrefresh.benchmarks.Figure.digits;

import java.util.List;
import java.util.stream.Collectors;

/** The tables of a run. */
final class MarkdownReport {

  private static final String UNKNOWN =
      """
      # Simulated waits

      Written by `./benchmarks/run simulate`, %d jobs per cell; [what it means](../README.md).

      ![Delay against polls](simulate.svg)

      ## Jobs of unknown length

      Lengths are uniform, up to one half above and below the size. Each cell: mean / median / 99th
      percentile of the delay in seconds · polls per job.

      """;

  private static final String FORESEEN =
      """

      ## Jobs with a history

      Lengths are log-normal around the size; five earlier jobs are known, drawn afresh for each wait.
      The list call that reads them counts as a poll. Each cell as above, then mean delay times polls
      as a multiple of the bound. For the wrong histories the lengths vary by a fifth.

      """;

  private static final String PLOTTED =
      """

      ## The numbers of the plot

      Jobs of five minutes, log-normal, varying by a fifth.

      | policy | mean delay, s | polls | times the bound |
      |---|---:|---:|---:|
      """;

  private MarkdownReport() {}

  static String of(Results results, int jobs) {
    return UNKNOWN.formatted(jobs)
        + table(results.unknown(), false)
        + FORESEEN
        + table(results.foreseen(), true)
        + PLOTTED
        + results.plotted().stream().map(MarkdownReport::plotted).collect(Collectors.joining());
  }

  private static String table(List<List<Cell>> rows, boolean withBound) {
    String sizes =
        rows.get(0).stream()
            .map(cell -> digits(cell.lengths().typical()) + " s |")
            .collect(Collectors.joining(" "));
    return "| policy | "
        + sizes
        + "\n|---|"
        + "---|".repeat(rows.get(0).size())
        + "\n"
        + rows.stream().map(row -> row(row, withBound)).collect(Collectors.joining());
  }

  private static String row(List<Cell> row, boolean withBound) {
    String cells =
        row.stream()
            .map(cell -> cell(cell) + (withBound ? " · " + digits(cell.timesBound()) + "×" : ""))
            .collect(Collectors.joining(" | "));
    return "| %s | %s |\n".formatted(name(row.get(0).policy()), cells);
  }

  private static String cell(Cell cell) {
    Measure measure = cell.measure();
    return "%s / %s / %s · %s"
        .formatted(
            digits(measure.meanDelay()),
            digits(measure.medianDelay()),
            digits(measure.p99Delay()),
            digits(measure.polls()));
  }

  private static String plotted(Cell cell) {
    return "| %s | %s | %s | %s |\n"
        .formatted(
            name(cell.policy()),
            digits(cell.measure().meanDelay()),
            digits(cell.measure().polls()),
            digits(cell.timesBound()));
  }

  private static String name(Policy policy) {
    return policy.isOurs() ? "**" + policy.label() + "**" : policy.label();
  }
}
