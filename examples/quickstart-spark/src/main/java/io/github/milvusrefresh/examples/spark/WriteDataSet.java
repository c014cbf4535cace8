package io.github.milvusrefresh.examples.spark;

import io.github.milvusrefresh.examples.Console;
import io.github.milvusrefresh.examples.QuickstartOptions;
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
   */
  public static void main(String[] arguments) {
    String directory = QuickstartOptions.of(arguments).source().orElseThrow();
    try (SparkSession spark = Sessions.local("write").getOrCreate()) {
      Console.heading("Spark " + spark.version() + " writes a data set");
      spark
          .range(0, ROWS, 1, FILES)
          .selectExpr("id", "array(rand(), rand(), rand(), rand()) AS embedding")
          .write()
          .mode("overwrite")
          .parquet(directory);
      Console.line("wrote", "%,d rows in %d Parquet files to %s", ROWS, FILES, directory);
    }
  }
}
