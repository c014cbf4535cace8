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
package io.github.milvusrefresh.benchmarks.spark;

import io.github.milvusrefresh.benchmarks.Figure;
import io.github.milvusrefresh.benchmarks.JavaProcess;
import io.github.milvusrefresh.benchmarks.Pair;
import io.github.milvusrefresh.benchmarks.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures one line of Spark.
 *
 * @param name of the line, such as {@code 4.2}
 * @param alone programs on Spark alone
 * @param withOurs programs on Spark and the packaged connector
 */
record SparkLine(String name, SparkPrograms alone, SparkPrograms withOurs) {

  private static final int FIRST_QUERIES = 3;
  private static final String OURS = "SELECT * FROM milvus_refresh_job(%s)";
  private static final String ENGINE = "SELECT * FROM range(1)";

  /**
   * With a row of the types of ours. What it takes to make objects of these is Spark's: on 3.5 it
   * loads the reflection of Scala, for more than a second.
   */
  private static final String ENGINE_SAME_TYPES =
      "SELECT id, CAST(id AS STRING), CAST(id AS INT), CAST(id AS TIMESTAMP) FROM range(1)";

  List<Figure> figures() throws IOException, InterruptedException {
    try (JavaProcess server = JavaProcess.start(Server.class)) {
      String[] words = server.line().split(" ", 2);
      SparkPrograms ours = withOurs.with("spark.milvus.uri", words[0]);
      String query = OURS.formatted(words[1]);
      List<Pair> first = firstQueries(ours, query);
      List<Pair> sessions = pairs(ours, SessionQueries.class, query);
      List<Pair> warm = pairs(ours, WarmQueries.class, query);
      return Stream.of(
              spread("first-query", "ms", first, Pair::oursMillis),
              spread("first-range-query", "ms", first, Pair::otherMillis),
              spread("first-query-above", "ms", first, Pair::millisAbove),
              spread("session-query", "ms", sessions, Pair::oursMillis),
              spread("session-range-query", "ms", sessions, Pair::otherMillis),
              spread("session-query-above", "ms", sessions, Pair::millisAbove),
              spread("query", "ms", warm, Pair::oursMillis),
              spread("range-query", "ms", warm, Pair::otherMillis),
              spread("times-range", "x", warm, Pair::times),
              List.of(new Figure(figure("threads"), ours.number(Awaits.class), "threads")))
          .flatMap(List::stream)
          .toList();
    }
  }

  private List<Pair> firstQueries(SparkPrograms ours, String query)
      throws IOException, InterruptedException {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < FIRST_QUERIES; i++) {
      pairs.add(
          new Pair(
              ours.number(FirstQuery.class, query),
              alone.number(FirstQuery.class, ENGINE_SAME_TYPES)));
    }
    return pairs;
  }

  private static List<Pair> pairs(SparkPrograms ours, Class<?> program, String query)
      throws IOException, InterruptedException {
    return ours.run(program, query, ENGINE).stream().map(Pair::ofLine).toList();
  }

  private List<Figure> spread(
      String what, String unit, List<Pair> pairs, ToDoubleFunction<Pair> number) {
    return Spread.of(pairs.stream().mapToDouble(number)).figures(figure(what), unit);
  }

  private String figure(String what) {
    return "spark." + name + "." + what;
  }
}
