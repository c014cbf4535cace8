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
package io.github.milvusrefresh.compatibility.spark

import org.apache.spark.sql.SparkSession

/** Sessions of the one Spark application of this JVM. */
object LocalSession {

  /** A session that shares nothing but the application with others. */
  def fresh(): SparkSession =
    SparkSession
      .builder()
      .master("local[2]")
      .appName("milvus-refresh")
      .config("spark.driver.host", "127.0.0.1")
      .config("spark.driver.bindAddress", "127.0.0.1")
      .config("spark.ui.enabled", false)
      .config("spark.sql.shuffle.partitions", 1)
      .config("spark.sql.session.timeZone", "UTC")
      .config("spark.sql.warehouse.dir", "target/spark-warehouse")
      .getOrCreate()
      .newSession()
}
