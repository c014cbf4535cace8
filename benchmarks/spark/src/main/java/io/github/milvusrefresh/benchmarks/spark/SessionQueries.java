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

/** Times two queries in turns, each as the first of a session of its own, as notebooks have one. */
final class SessionQueries {

  private static final int WARMUP_ROUNDS = 20;
  private static final int ROUNDS = 40;

  private SessionQueries() {}

  /** Runs the queries that are the arguments, and prints a line of two times for each round. */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    for (int round = -WARMUP_ROUNDS; round < ROUNDS; round++) {
      Pair pair = Pair.ofRound(round, () -> first(spark, args[0]), () -> first(spark, args[1]));
      if (round >= 0) {
        System.out.println(pair.toLine());
      }
    }
    spark.stop();
  }

  private static long first(SparkSession spark, String query) {
    SparkSession fresh = spark.newSession();
    long start = System.nanoTime();
    fresh.sql(query).collectAsList();
    return System.nanoTime() - start;
  }
}
