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
package io.github.milvusrefresh.benchmarks.flink;

import io.github.milvusrefresh.benchmarks.Figure;
import io.github.milvusrefresh.benchmarks.JavaProcess;
import io.github.milvusrefresh.benchmarks.Pair;
import io.github.milvusrefresh.benchmarks.Spread;
import io.github.milvusrefresh.benchmarks.client.RawTurns;
import io.github.milvusrefresh.benchmarks.client.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The figures of one version of Flink.
 *
 * @param name of the version
 * @param programs run on it
 */
record FlinkLine(String name, FlinkPrograms programs) {

  private static final int WARMUP_ROUNDS = 4;
  private static final int ROUNDS = 12;

  void figures(Consumer<Figure> print) throws IOException, InterruptedException {
    for (Join join : Join.values()) {
      if (join.isIn(name)) {
        rows(join).forEach(print);
      }
    }
    opening().forEach(print);
    reading().forEach(print);
  }

  /** Rows of a join beside raw calls, of which as many are in flight. */
  private List<Figure> rows(Join join) throws IOException {
    try (ServerProcess server = ServerProcess.start();
        JavaProcess ours =
            programs.start(JoinedRows.class, server.uri(), server.jobId(), join.name());
        JavaProcess raw =
            JavaProcess.start(
                RawTurns.class, server.uri(), server.jobId(), Integer.toString(join.inFlight()))) {
      List<Pair> rounds = new ArrayList<>();
      for (int round = -WARMUP_ROUNDS; round < ROUNDS; round++) {
        Pair pair =
            Pair.ofRound(
                round, () -> ours.order(join.rowsOfATurn()), () -> raw.order(join.rowsOfATurn()));
        if (round >= 0) {
          rounds.add(pair);
        }
      }
      String figure = join.figure();
      List<Figure> figures = new ArrayList<>();
      figures.addAll(spread(figure + "-rate", "rows/s", rounds, pair -> join.rate(pair.ours())));
      figures.addAll(
          spread(figure + "-raw-rate", "calls/s", rounds, pair -> join.rate(pair.other())));
      figures.addAll(spread(figure + "-times-raw", "x", rounds, Pair::timesAsFast));
      return figures;
    }
  }

  private List<Figure> opening() throws IOException, InterruptedException {
    List<Pair> openings = pairs(Opening.class);
    List<Figure> figures = new ArrayList<>();
    figures.addAll(spread("gate-first-record", "ms", openings, Pair::oursMillis));
    figures.addAll(spread("gate-detection", "ms", openings, Pair::otherMillis));
    figures.addAll(spread("gate-above-detection", "ms", openings, Pair::millisAbove));
    return figures;
  }

  private List<Figure> reading() throws IOException, InterruptedException {
    return spread("gated-times-bare", "x", pairs(Reading.class), Pair::timesAsFast);
  }

  private List<Pair> pairs(Class<?> program) throws IOException, InterruptedException {
    try (JavaProcess process = programs.start(program)) {
      return process.lines().stream().map(Pair::ofLine).toList();
    }
  }

  private List<Figure> spread(
      String what, String unit, List<Pair> pairs, ToDoubleFunction<Pair> number) {
    return Spread.of(pairs.stream().mapToDouble(number))
        .figures("flink." + name + "." + what, unit);
  }
}
