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

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.embedded.JobControl;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFunctionITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "milvus_refresh_job(%s)",
        "milvus_refresh_job('%s')",
        "milvus_refresh_job(job_id => %s)",
        "milvus_refresh_job(JOB_ID => '%s')",
        "MILVUS_Refresh_Job(%s + 0)"
      })
  void refreshJobShowsOneJob(String call) {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).planning("waiting for a worker");

    Row row = env.row("SELECT state, progress, reason FROM " + call, jobId);

    assertThat(row.getString(0)).isEqualTo("RefreshPending");
    assertThat(row.getInt(1)).isZero();
    assertThat(row.getString(2)).isEqualTo("waiting for a worker");
  }

  @Test
  void takesParameters() {
    long jobId = env.milvus().refresh("docs");

    assertThat(
            env.spark()
                .sql("SELECT job_id FROM milvus_refresh_job(:job)", Map.of("job", jobId))
                .collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactly(jobId);
  }

  @Test
  @OnSpark(from = "4.0")
  void takesVariables() {
    long jobId = env.milvus().refresh("docs");
    env.rows("DECLARE VARIABLE job BIGINT DEFAULT %s", jobId);

    assertThat(env.row("SELECT job_id FROM milvus_refresh_job(job)").getLong(0)).isEqualTo(jobId);
    assertThat(env.row("SELECT job_id FROM milvus_refresh_job(job_id => job)").getLong(0))
        .isEqualTo(jobId);
  }

  @Test
  void refreshJobsShowsThoseOfOneCollectionOrAll() {
    env.milvus().createExternalCollection("other", "/data/other", "{\"format\":\"parquet\"}");
    long docs = env.milvus().refresh("docs");
    long other = env.milvus().refresh("other");

    assertThat(env.rows("SELECT job_id FROM milvus_refresh_jobs(collection => 'docs')"))
        .extracting(row -> row.getLong(0))
        .containsExactly(docs);
    assertThat(env.rows("SELECT job_id FROM milvus_refresh_jobs(NULL)"))
        .extracting(row -> row.getLong(0))
        .containsExactlyInAnyOrder(docs, other);
    assertThat(env.rows("SELECT job_id FROM milvus_refresh_jobs() WHERE job_id = %s", other))
        .extracting(row -> row.getLong(0))
        .containsExactly(other);
  }

  @Test
  void noJobsAreNoRows() {
    assertThat(env.rows("SELECT * FROM milvus_refresh_jobs()")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "milvus_await_refresh(%s)",
        "milvus_await_refresh('%s', '1m')",
        "milvus_await_refresh(timeout => 60, job_id => %s)",
        "milvus_await_refresh(%s, timeout => INTERVAL '1' MINUTE)"
      })
  void awaitRefreshWaits(String call) {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).script(job -> job.inProgress(40), JobControl::complete);

    Row row = env.row("SELECT state, outcome, polls FROM " + call, jobId);

    assertThat(row.getString(0)).isEqualTo("RefreshCompleted");
    assertThat(row.getString(1)).isEqualTo("COMPLETED");
    assertThat(row.getInt(2)).isGreaterThan(1);
  }

  @Test
  void anIntervalIsATimeout() {
    long jobId = env.milvus().refresh("docs");

    assertThatThrownBy(
            () -> env.rows("SELECT * FROM milvus_await_refresh(%s, INTERVAL '0' SECOND)", jobId))
        .hasMessageStartingWith("[AWAIT_TIMEOUT]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'job_12345'", "0", "-1", "1.5", "99999999999999999999", "NULL", "true"})
  void refusesWhatIsNoJobId(String id) {
    for (String function : new String[] {"milvus_refresh_job", "milvus_await_refresh"}) {
      assertThatThrownBy(() -> env.rows("SELECT * FROM %s(%s)", function, id))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageStartingWith("[INVALID_ARGUMENT] Argument 'job_id' is ");
    }
    assertThat(env.calls()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "milvus_refresh_job()|Argument 'job_id' is missing: expected the id that refresh returned.",
        "milvus_refresh_job(1, 2)|There are too many arguments: expected at most 1, job_id.",
        "milvus_refresh_job(id => 1)|There is no argument 'id': expected one of job_id.",
        "milvus_await_refresh(1, job_id => 2)|Argument 'job_id' is given twice: expected it once.",
        "milvus_await_refresh(timeout => 1, 2)|An argument without a name follows a named one:"
            + " expected the named ones last.",
        "milvus_refresh_job((SELECT 1))|Argument 'job_id' is a column or a subquery: expected a"
            + " literal, a parameter or a variable.",
        "milvus_refresh_job(DATE '2026-01-01')|Argument 'job_id' is of the type DATE: expected a"
            + " number or text."
      })
  void saysWhatIsWrongWithArguments(String call, String text) {
    assertThatThrownBy(() -> env.rows("SELECT * FROM " + call))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("[INVALID_ARGUMENT] " + text);
  }

  @Test
  void refusesColumns() {
    assertThatThrownBy(
            () ->
                env.rows(
                    "SELECT * FROM VALUES (1), (2) AS t(id), LATERAL milvus_refresh_job(t.id)"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("Argument 'job_id' is a column or a subquery");
  }

  @Test
  void theTriggerIsNoTableFunction() {
    assertThatThrownBy(() -> env.rows("SELECT * FROM milvus_refresh('docs')"))
        .hasMessageContaining("milvus_refresh");
    assertThat(env.calls()).isZero();
  }

  @Test
  void isDescribed() {
    assertThat(env.rows("DESCRIBE FUNCTION EXTENDED milvus_await_refresh"))
        .extracting(row -> row.getString(0))
        .anyMatch(line -> line.contains("milvus_await_refresh(job_id, timeout, mode) - Waits"))
        .anyMatch(line -> line.contains("job_id - The id that refresh returned"));
  }
}
