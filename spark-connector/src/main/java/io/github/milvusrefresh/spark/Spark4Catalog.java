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
package io.github.milvusrefresh.spark;

import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSessionExtensions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Knows the catalog with procedures by its name alone, since Spark 3.5 cannot load it: the error
 * there is about a class of Spark that is missing, and says nothing of what to do.
 */
final class Spark4Catalog {

  static final String KEY_PREFIX = "spark.sql.catalog.";

  private static final Logger LOG = LoggerFactory.getLogger(Spark4Catalog.class);
  private static final String NAME =
      MilvusRefreshCatalog.class.getPackageName() + ".MilvusRefreshProcedureCatalog";

  private Spark4Catalog() {}

  /** Whether this Spark has procedures, and CALL with them. */
  static boolean isSupported() {
    try {
      Class.forName(
          "org.apache.spark.sql.connector.catalog.ProcedureCatalog",
          false,
          SparkSessionExtensions.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static boolean isNamedBy(String type) {
    return type.equals(NAME);
  }

  /** What to do about a setting that names it where it is not supported. */
  static String refusal(String key) {
    return "'%s' is '%s', which needs Spark 4: on Spark 3.5 name '%s'."
        .formatted(key, NAME, MilvusRefreshCatalog.class.getName());
  }

  /** Logs which settings of the application name it in vain. Never throws. */
  static void warnIfNamedInVain() {
    try {
      SparkEnv environment = SparkEnv.get();
      if (environment != null && !isSupported()) {
        warn(environment.conf().getAllWithPrefix(KEY_PREFIX));
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("The catalogs of this application cannot be looked through.", e);
    }
  }

  private static void warn(Tuple2<String, String>[] catalogs) {
    for (Tuple2<String, String> catalog : catalogs) {
      if (isNamedBy(catalog._2())) {
        LOG.warn(refusal(KEY_PREFIX + catalog._1()));
      }
    }
  }
}
