package io.github.milvusrefresh.examples.spark;

import org.apache.spark.sql.SparkSession;

/** Spark sessions of the quickstart. */
final class Sessions {

  private Sessions() {}

  static SparkSession.Builder local(String name) {
    return SparkSession.builder()
        .appName("milvus-refresh-quickstart-" + name)
        .master("local[*]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2");
  }
}
