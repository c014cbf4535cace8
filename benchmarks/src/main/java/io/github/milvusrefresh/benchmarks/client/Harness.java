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

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a benchmark whose iterations take turns, in a few JVMs one after the other. */
final class Harness {

  private static final int FORKS = 3;
  private static final int ROUNDS = 36;
  private static final int WARMUP_ROUNDS = 14;
  private static final TimeValue TURN = TimeValue.milliseconds(200);

  private final ServerProcess server;

  Harness(ServerProcess server) {
    this.server = server;
  }

  List<Round> run(Class<?> benchmark) throws RunnerException {
    Collection<BenchmarkResult> forks =
        new Runner(options(benchmark)).runSingle().getBenchmarkResults();
    return forks.stream().flatMap(Harness::rounds).toList();
  }

  private Options options(Class<?> benchmark) {
    return new OptionsBuilder()
        .include(benchmark.getName())
        .param("uri", server.uri())
        .param("jobId", server.jobId())
        .mode(Mode.Throughput)
        .timeUnit(TimeUnit.SECONDS)
        .forks(FORKS)
        .warmupIterations(2 * WARMUP_ROUNDS)
        .warmupTime(TURN)
        .measurementIterations(2 * ROUNDS)
        .measurementTime(TURN)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }

  private static Stream<Round> rounds(BenchmarkResult fork) {
    double[] rates = fork.getIterationResults().stream().mapToDouble(Harness::rate).toArray();
    return IntStream.range(0, ROUNDS)
        .map(round -> 2 * round)
        .mapToObj(
            first ->
                // The warm-up takes turns too.
                Turns.isOurs(2 * WARMUP_ROUNDS + first)
                    ? new Round(rates[first], rates[first + 1])
                    : new Round(rates[first + 1], rates[first]));
  }

  private static double rate(IterationResult iteration) {
    return iteration.getPrimaryResult().getScore();
  }
}
