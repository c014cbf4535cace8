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

import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.Column;
import io.github.milvusrefresh.core.sql.Routine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls are written as in Spark 4, also where our extension reads them, and nothing else is one.
 */
class CallSyntaxITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call `milvus_refresh`.`sys`.`refresh_job`(%s)",
        "CALL Milvus_Refresh.SYSTEM.REFRESH_JOB(job_id => %s)",
        "-- CALL nobody\nCALL milvus_refresh.sys.refresh_job(%s)",
        "/* a /* CALL b.c() */ d */ CALL /* ( */ milvus_refresh . sys -- x\n . refresh_job (%s)",
        "CALL milvus_refresh.sys.refresh_job(\n  -- the id\n  job_id => %s /* , */\n)\n",
        "CALL milvus_refresh.sys.refresh_job(%s);",
        "CALL milvus_refresh.sys.refresh_job(%s) ; -- done",
        "\tCALL\tmilvus_refresh.sys.refresh_job(\"%s\")",
        "CALL milvus_refresh.sys.refresh_job(%s + 0)",
        "CALL milvus_refresh.sys.refresh_job(CAST(%s AS STRING))",
        "CALL milvus_refresh.sys.refresh_job(concat('', '%s'))",
        "CALL ${procedures}.refresh_job(${key}%s)"
      })
  void readsACall(String call) {
    env.conf("spark.sql.catalog.Milvus_Refresh", SparkOnMilvus.CATALOG_CLASS);
    env.conf("procedures", "milvus_refresh.sys");
    env.conf("key", "job_id => ");
    long jobId = env.milvus().refresh("docs");

    assertThat(env.row(call, jobId).<Long>getAs("job_id")).isEqualTo(jobId);
  }

  @Test
  void textsHoldAnything() {
    Row job =
        env.row(
            "CALL milvus_refresh.sys.refresh('docs', '/a(\\'b\\'); -- c /* d `e',"
                + " \"{\\\"format\\\":\\\"parquet\\\"}\")");

    assertThat(job.<String>getAs("external_source")).isEqualTo("/a('b'); -- c /* d `e");
    assertThat(job.<String>getAs("external_spec")).isEqualTo("{\"format\":\"parquet\"}");
  }

  @Test
  void takesParameters() {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).complete();

    for (String arguments : List.of(":id", "job_id => :id", ":id, timeout => :limit")) {
      assertThat(
              env.spark()
                  .sql(
                      "CALL milvus_refresh.sys.await_refresh(" + arguments + ")",
                      Map.of("id", jobId, "limit", "1m"))
                  .collectAsList())
          .extracting(row -> row.<String>getAs("outcome"))
          .containsExactly("COMPLETED");
    }
    assertThat(
            env.spark()
                .sql(
                    "CALL milvus_refresh.sys.await_refresh(?, ?)",
                    new Object[] {Long.toString(jobId), "1m"})
                .collectAsList())
        .hasSize(1);
  }

  @Test
  @OnSpark(except = "4.0")
  void takesNamesOfArgumentsInAnyCase() {
    long jobId = env.milvus().refresh("docs");

    assertThat(env.rows("CALL milvus_refresh.sys.refresh_job(JOB_ID => %s)", jobId)).hasSize(1);
  }

  @Test
  @OnSpark(from = "4.0", before = "4.1")
  void sparkRefusesNamesInAnotherCase() {
    assertThatThrownBy(() -> env.rows("CALL milvus_refresh.sys.refresh_job(JOB_ID => 1)"))
        .hasMessageContaining("[UNRECOGNIZED_PARAMETER_NAME]");
  }

  @Test
  @OnSpark(from = "4.0")
  void takesVariables() {
    long jobId = env.milvus().refresh("docs");
    env.rows("DECLARE VARIABLE job BIGINT DEFAULT %s", jobId);

    assertThat(env.rows("CALL milvus_refresh.sys.refresh_job(job)")).hasSize(1);
    assertThat(env.rows("CALL milvus_refresh.sys.refresh_job(job_id => job)")).hasSize(1);
    env.milvus().job(jobId).complete();
    assertThat(env.rows("CALL milvus_refresh.sys.await_refresh(job)")).hasSize(1);
    assertThat(env.rows("CALL milvus_refresh.sys.await_refresh(timeout => '1m', job_id => job)"))
        .hasSize(1);
    assertThat(env.rows("EXECUTE IMMEDIATE 'CALL milvus_refresh.sys.refresh_job(?)' USING job"))
        .hasSize(1);
  }

  @Test
  @OnSpark(before = "4.0")
  void thereAreNoVariables() {
    assertThatThrownBy(() -> env.rows("DECLARE VARIABLE job BIGINT DEFAULT 1"))
        .hasMessageContaining("[PARSE_SYNTAX_ERROR] Syntax error at or near 'DECLARE'");
  }

  @Test
  @OnSpark(from = "4.1")
  void isAStatementOfAScript() {
    env.rows(
        "BEGIN CALL milvus_refresh.sys.refresh('docs');"
            + " CALL milvus_refresh.sys.refresh_jobs('docs'); END");

    assertThat(env.milvus().calls(REFRESH)).isOne();
  }

  @Test
  @OnSpark(before = "4.0")
  void thereAreNoScripts() {
    assertThatThrownBy(() -> env.rows("BEGIN CALL milvus_refresh.sys.refresh('docs'); END"))
        .hasMessageContaining("[PARSE_SYNTAX_ERROR] Syntax error at or near 'BEGIN'");
    assertThat(env.calls()).isZero();
  }

  @Test
  void looksInTheCurrentCatalogToo() {
    env.milvus().refresh("docs");
    env.rows("USE milvus_refresh");

    assertThat(env.rows("CALL sys.refresh_jobs('docs')")).hasSize(1);
    assertThat(env.rows("CALL system.refresh_jobs(collection => 'docs')")).hasSize(1);
    env.rows("USE milvus_refresh.sys");
    assertThat(env.rows("CALL refresh_jobs()")).hasSize(1);
    assertThatThrownBy(() -> env.rows("CALL other.refresh_jobs()"))
        .hasStackTraceContaining(
            "There is no procedure 'other.refresh_jobs' in the catalog 'milvus_refresh'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL milvus_refresh.sys.refresh_job(%s)",
        "CALL milvus_refresh.sys.await_refresh(%s)",
        "CALL milvus_refresh.sys.refresh_jobs('docs')"
      })
  void returnsTheColumnsAsDefined(String call) {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).complete();
    List<Column> columns =
        (call.contains("await") ? Routine.AWAIT_REFRESH : Routine.REFRESH_JOB).columns();

    assertThat(Arrays.stream(env.sql(call, jobId).schema().fields()))
        .extracting(field -> field.name() + " " + field.nullable() + " " + field.getComment().get())
        .containsExactlyElementsOf(
            columns.stream()
                .map(column -> column.name() + " " + column.nullable() + " " + column.comment())
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'CALL milvus_refresh.sys.refresh(1)'",
        "SELECT \"'\", 'CALL milvus_refresh.sys.refresh(\"docs\")'",
        "/* CALL milvus_refresh.sys.refresh('docs') */ SELECT 1",
        "/* /* */ CALL milvus_refresh.sys.refresh('docs') /* */ */ SELECT 1",
        "-- CALL milvus_refresh.sys.refresh('docs')\nSELECT 1",
        "SELECT 1 AS call",
        "SELECT `call`.id FROM VALUES (1) AS call(id)",
        "SELECT 1 -- ; CALL milvus_refresh.sys.refresh('docs')"
      })
  void leavesOtherStatementsAlone(String statement) {
    assertThat(env.rows(statement)).hasSize(1);
    assertThat(env.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL nobody.sys.refresh('docs')",
        "CALL other.sys.refresh('docs')",
        "CALL sys.refresh('docs')",
        "CALL refresh('docs')",
        "CALL `milvus_refresh.sys.refresh`('docs')",
        "CALL milvus_refresh.sys.refresh",
        "CALL milvus_refresh..refresh('docs')",
        "CALL milvus_refresh.sys.refresh('docs') WHERE 1 = 1",
        "CALL milvus_refresh.sys.refresh('docs') AS t",
        "CALL milvus_refresh.sys.refresh('docs'), range(3)",
        "CALL milvus_refresh.sys.refresh('docs') UNION SELECT 1",
        "CALL",
        "CALL `",
        "/* CALL milvus_refresh.sys.refresh('docs')",
        "CALL /*"
      })
  void refusesWhatIsNoCallOfOurs(String statement) {
    env.conf("spark.sql.catalog.other", "io.github.example.OtherCatalog");

    assertThatThrownBy(() -> env.rows(statement)).isNotInstanceOf(InvalidArgumentException.class);
    assertThat(env.calls()).isZero();
  }

  @Test
  @OnSpark(before = "4.0")
  void leavesThemToSpark() {
    for (String call :
        List.of(
            "CALL nobody.sys.refresh('docs')",
            "CALL sys.refresh('docs')",
            "CALL milvus_refresh.sys.refresh('docs') WHERE 1 = 1",
            "CALL milvus_refresh.sys.refresh('docs'), range(3)")) {
      assertThatThrownBy(() -> env.rows(call))
          .hasMessageContaining("[PARSE_SYNTAX_ERROR] Syntax error at or near 'CALL'");
    }
  }

  @Test
  void wrongSyntaxOfArgumentsIsShownWhereItIs() {
    assertThatThrownBy(() -> env.rows("CALL milvus_refresh.sys.refresh(collection = > 'docs')"))
        .hasMessageContaining("[PARSE_SYNTAX_ERROR] Syntax error at or near '>'");
  }

  @Test
  @OnSpark(before = "4.0")
  void explainIsRefused() {
    assertThatThrownBy(() -> env.rows("EXPLAIN CALL milvus_refresh.sys.refresh('docs')"))
        .hasMessageContaining("[PARSE_SYNTAX_ERROR] Syntax error at or near 'CALL'");
    assertThat(env.calls()).isZero();
  }

  @Test
  @OnSpark(before = "4.0")
  void canBeTurnedOff() {
    env.conf("spark.milvus.call-syntax.enabled", false);

    assertThatThrownBy(() -> env.rows("CALL milvus_refresh.sys.refresh('docs')"))
        .hasMessageContaining("[PARSE_SYNTAX_ERROR] Syntax error at or near 'CALL'");
    assertThat(env.calls()).isZero();
  }

  @Test
  @OnSpark(before = "4.0")
  void theCatalogOfSpark4IsNamed() {
    env.conf(SparkOnMilvus.CATALOG, SparkOnMilvus.CATALOG_CLASS_OF_SPARK_4);

    assertThatThrownBy(() -> env.rows("CALL milvus_refresh.sys.refresh('docs')"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "[INVALID_ARGUMENT] 'spark.sql.catalog.milvus_refresh' is"
                + " 'io.github.milvusrefresh.spark.MilvusRefreshProcedureCatalog', which needs"
                + " Spark 4: on Spark 3.5 name"
                + " 'io.github.milvusrefresh.spark.MilvusRefreshCatalog'.");
  }

  @Test
  @OnSpark(from = "4.0")
  void sparkDoesItWhereItCan() {
    assertThatThrownBy(() -> env.rows("SELECT * FROM `milvus refresh call`('a', 'b')"))
        .hasMessageContaining("UNRESOLVABLE_TABLE_VALUED_FUNCTION");
  }
}
