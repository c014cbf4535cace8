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

import io.github.milvusrefresh.benchmarks.Pair;
import org.apache.spark.sql.SparkSession;

/** Times two queries in turns, on one session, after warm-up. */
final class WarmQueries {

  private static final int WARMUP_ROUNDS = 30;
  private static final int ROUNDS = 30;
  private static final int QUERIES_OF_A_TURN = 10;

  private final SparkSession spark;

  private WarmQueries(SparkSession spark) {
    this.spark = spark;
  }

  /** Runs the queries that are the arguments, and prints a line of two times for each round. */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    WarmQueries queries = new WarmQueries(spark);
    for (int round = -WARMUP_ROUNDS; round < ROUNDS; round++) {
      Pair pair = Pair.ofRound(round, () -> queries.turn(args[0]), () -> queries.turn(args[1]));
      if (round >= 0) {
        System.out.println(pair.toLine());
      }
    }
    spark.stop();
  }

  private long turn(String query) {
    long start = System.nanoTime();
    for (int i = 0; i < QUERIES_OF_A_TURN; i++) {
      spark.sql(query).collectAsList();
    }
    return (System.nanoTime() - start) / QUERIES_OF_A_TURN;
  }
}
