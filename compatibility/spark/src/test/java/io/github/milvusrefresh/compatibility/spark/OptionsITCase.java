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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OptionsITCase {

  private static final String CATALOG = "spark.sql.catalog.milvus_refresh";

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @Test
  void theCatalogGoesBeforeTheSession() {
    try (EmbeddedMilvus other = EmbeddedMilvus.builder().scriptedJobs().start()) {
      env.conf(CATALOG + ".uri", other.uri());
      env.milvus().refresh("docs");

      assertThat(env.rows("SELECT * FROM milvus_refresh.sys.refresh_jobs")).isEmpty();
      assertThat(env.rows("SELECT * FROM milvus_refresh_jobs()")).hasSize(1);
    }
  }

  @Test
  void theCallGoesBeforeTheCatalogAndThatBeforeTheSession() {
    env.conf("spark.milvus.await.timeout", "1h");
    env.conf(CATALOG + ".await.timeout", "0s");
    long jobId = env.milvus().refresh("docs");

    assertThatThrownBy(() -> env.sql("CALL milvus_refresh.sys.await_refresh(%s)", jobId))
        .hasMessageStartingWith("[AWAIT_TIMEOUT]")
        .hasMessageContaining("within 0ms");
    assertThatThrownBy(() -> env.sql("CALL milvus_refresh.sys.await_refresh(%s, '1ms')", jobId))
        .hasMessageStartingWith("[AWAIT_TIMEOUT]")
        .hasMessageContaining("within 1ms");
  }

  @Test
  void theDatabaseCanBeAnOption() {
    env.milvus().createExternalCollection("sales.orders", "/data", "{\"format\":\"parquet\"}");
    env.conf(CATALOG + ".database", "sales");

    assertThat(env.rows("CALL milvus_refresh.sys.refresh('orders')")).hasSize(1);
  }

  @Test
  void sessionsDoNotSeeEachOthersOptions() {
    SparkSession other = env.spark().newSession();

    assertThatThrownBy(() -> other.sql("SELECT * FROM milvus_refresh_jobs()").collectAsList())
        .hasMessageContaining("'spark.milvus.uri'");
    assertThat(env.rows("SELECT * FROM milvus_refresh_jobs()")).isEmpty();
  }

  @Test
  void sessionsShareAConnection() {
    SparkSession other = env.spark().newSession();
    other.conf().set("spark.milvus.uri", env.milvus().uri());

    env.rows("SELECT * FROM milvus_refresh_jobs()");
    other.sql("SELECT * FROM milvus_refresh_jobs()").collectAsList();

    // None if the port is that of an earlier test, whose client the application still has.
    assertThat(env.milvus().calls("Connect")).isLessThanOrEqualTo(1);
    assertThat(env.milvus().calls(SparkOnMilvus.LIST)).isEqualTo(2);
  }
}
