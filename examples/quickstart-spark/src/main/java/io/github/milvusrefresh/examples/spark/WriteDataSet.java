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
package io.github.milvusrefresh.examples.spark;

import io.github.milvusrefresh.examples.Console;
import io.github.milvusrefresh.examples.QuickstartOptions;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** Writes the data set that an upstream job would have written: 200 Parquet files. */
public final class WriteDataSet {

  static final int FILES = 200;
  static final long ROWS = 20_000;

  private WriteDataSet() {}

  /**
   * Writes the files.
   *
   * @param arguments {@code source=DIRECTORY}
   * @throws IOException if Spark cannot be closed
   */
  public static void main(String[] arguments) throws IOException {
    String directory = QuickstartOptions.of(arguments).source().orElseThrow();
    try (SparkSession spark = Sessions.local("write").getOrCreate()) {
      Console.heading("Spark " + spark.version() + " writes a data set");
      spark
          .range(0, ROWS, 1, FILES)
          .selectExpr("id", "array(rand(), rand(), rand(), rand()) AS embedding")
          .write()
          .mode("overwrite")
          .parquet(directory);
      Console.line("wrote", "%,d rows in %d Parquet files to %s".formatted(ROWS, FILES, directory));
    }
  }
}
