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

import org.apache.spark.sql.SparkSession;

/** Times the first query of a JVM. Names nothing of ours, which may not be on the class path. */
final class FirstQuery {

  private FirstQuery() {}

  /** Runs the query that is the argument, and prints how many nanoseconds it took. */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    long start = System.nanoTime();
    spark.sql(args[0]).collectAsList();
    System.out.println(System.nanoTime() - start);
    spark.stop();
  }
}
