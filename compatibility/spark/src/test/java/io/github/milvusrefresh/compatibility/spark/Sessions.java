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
package io.github.milvusrefresh.compatibility.spark;

import io.github.milvusrefresh.spark.MilvusRefreshCallExtensions;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The one Spark application of this JVM, started when first needed. Its extension gives CALL to
 * Spark 3.5, and steps aside where Spark has it.
 */
final class Sessions {

  private static final String EXTENSIONS = MilvusRefreshCallExtensions.class.getName();

  private Sessions() {}

  /** A session without options of ours, sharing nothing but the application with others. */
  static synchronized SparkSession fresh() {
    return of(EXTENSIONS, Map.of()).newSession();
  }

  /** A session of a new application, since extensions belong to one; stop it afterwards. */
  static synchronized SparkSession with(String... extensions) {
    of(EXTENSIONS, Map.of()).stop();
    return of(String.join(",", extensions), Map.of());
  }

  /** A session of a new application with further settings; stop it afterwards. */
  static synchronized SparkSession with(Map<String, String> settings) {
    of(EXTENSIONS, Map.of()).stop();
    return of(EXTENSIONS, settings);
  }

  /** A session of a new application that is told this much of us and no more; stop it too. */
  static synchronized SparkSession configured(Map<String, String> configuration) {
    of(EXTENSIONS, Map.of()).stop();
    return local(configuration).getOrCreate();
  }

  private static SparkSession of(String extensions, Map<String, String> settings) {
    return local(settings)
        .config("spark.sql.extensions", extensions)
        .config("spark.sql.catalog.named_in_vain_on_3_5", SparkOnMilvus.CATALOG_CLASS_OF_SPARK_4)
        .getOrCreate();
  }

  private static SparkSession.Builder local(Map<String, String> settings) {
    SparkSession.Builder builder = SparkSession.builder();
    settings.forEach(builder::config);
    return builder
        .master("local[2]")
        .appName("milvus-refresh")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", false)
        .config("spark.sql.shuffle.partitions", 1)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", "target/spark-warehouse");
  }
}
