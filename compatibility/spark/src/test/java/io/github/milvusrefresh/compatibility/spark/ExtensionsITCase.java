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

import io.github.milvusrefresh.spark.MilvusRefreshCallExtensions;
import io.github.milvusrefresh.spark.MilvusRefreshExtensions;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The extension for CALL beside others. */
class ExtensionsITCase {

  private static final String OURS = MilvusRefreshCallExtensions.class.getName();

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @AfterEach
  void endTheApplication() {
    env.spark().stop();
  }

  @ParameterizedTest
  @CsvSource({
    "io.github.milvusrefresh.spark.MilvusRefreshCallExtensions,"
        + " io.github.milvusrefresh.compatibility.spark.ClaimingExtensions",
    "io.github.milvusrefresh.compatibility.spark.ClaimingExtensions,"
        + " io.github.milvusrefresh.spark.MilvusRefreshCallExtensions"
  })
  void eachGetsItsCalls(String first, String second) {
    env.use(Sessions.with(first, second));

    assertThat(env.row("CALL milvus.sys.refresh('docs')").getString(0)).isEqualTo("theirs");
    assertThat(env.calls()).isZero();
    assertThat(env.row("CALL milvus_refresh.sys.refresh('docs')").<String>getAs("state"))
        .isEqualTo("RefreshPending");
  }

  @Test
  void namedTwiceItIsThereOnce() {
    env.use(Sessions.with(OURS, OURS, MilvusRefreshExtensions.class.getName()));

    assertThat(env.rows("CALL milvus_refresh.sys.refresh('docs')")).hasSize(1);
    assertThat(env.rows("SELECT * FROM milvus_refresh_jobs()")).hasSize(1);
  }

  @Test
  @OnSpark(before = "4.0")
  void withoutItThereIsNoCall() {
    env.use(Sessions.with());

    assertThatThrownBy(() -> env.rows("CALL milvus_refresh.sys.refresh('docs')"))
        .hasMessageContaining("[PARSE_SYNTAX_ERROR] Syntax error at or near 'CALL'");
    assertThat(env.rows("SELECT * FROM milvus_refresh.sys.refresh_jobs")).isEmpty();
  }

  @Test
  @OnSpark(from = "4.0")
  void withoutItThereIsCall() {
    env.use(Sessions.with());

    assertThat(env.rows("CALL milvus_refresh.sys.refresh('docs')")).hasSize(1);
  }

  @Test
  @OnSpark(before = "4.0")
  void warnsOfTheCatalogOfSpark4() {
    try (LogCapture logs = LogCapture.of("io.github.milvusrefresh.spark", Level.WARN)) {
      env.use(Sessions.with());

      assertThat(logs.lines())
          .anyMatch(line -> line.startsWith("'spark.sql.catalog.named_in_vain_on_3_5' is"));
    }
    assertThatThrownBy(() -> env.rows("SHOW TABLES IN named_in_vain_on_3_5.sys"))
        .hasMessageContaining("org/apache/spark/sql/connector/catalog/ProcedureCatalog");
  }

  @Test
  @OnSpark(before = "4.0")
  void aRegistrationThatFailsIsLogged() {
    try (LogCapture logs = LogCapture.of("io.github.milvusrefresh.spark", Level.WARN)) {
      new MilvusRefreshCallExtensions().apply(null);

      assertThat(logs.lines())
          .singleElement()
          .asString()
          .startsWith("CALL of Milvus procedures is missing in this session.");
    }
  }

  @Test
  @OnSpark(from = "4.0")
  void nothingIsRegisteredWhereSparkHasCall() {
    try (LogCapture logs = LogCapture.of("io.github.milvusrefresh.spark", Level.WARN)) {
      new MilvusRefreshCallExtensions().apply(null);

      assertThat(logs.lines()).isEmpty();
    }
  }
}
