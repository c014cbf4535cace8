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

import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.LIST;
import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.embedded.JobControl;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcedureITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL milvus_refresh.sys.refresh('docs')",
        "CALL milvus_refresh.sys.refresh(collection => 'docs')",
        "CALL milvus_refresh.system.refresh('default.docs', wait => false, external_source => NULL)",
        "CALL milvus_refresh.SYS.Refresh('docs', timeout => '30m', wait => false)"
      })
  void refreshStartsOneJob(String call) {
    Row job = env.row(call);

    assertThat(job.<String>getAs("state")).isEqualTo("RefreshPending");
    assertThat(job.<String>getAs("collection_name")).isEqualTo("docs");
    assertThat(job.<Long>getAs("job_id")).isPositive();
    assertThat(env.milvus().calls(REFRESH)).isOne();
  }

  @Test
  void refreshCanNameANewSource() {
    Row job =
        env.row(
            "CALL milvus_refresh.sys.refresh('docs', '/data/new', '{\"format\":\"parquet\"}', false)");

    assertThat(job.<String>getAs("external_source")).isEqualTo("/data/new");
    assertThat(job.<String>getAs("external_spec")).isEqualTo("{\"format\":\"parquet\"}");
  }

  @Test
  void refreshCanWait() {
    env.milvus().faults().hideNextJob(0);
    env.conf(SparkOnMilvus.CATALOG + ".await.timeout", "0s");

    assertThatThrownBy(() -> env.sql("CALL milvus_refresh.sys.refresh('docs', wait => true)"))
        .hasMessageStartingWith("[AWAIT_TIMEOUT]");
    assertThat(env.milvus().calls(REFRESH)).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL milvus_refresh.sys.await_refresh(%s)",
        "CALL milvus_refresh.sys.await_refresh('%s')",
        "CALL milvus_refresh.sys.await_refresh(job_id => %s)",
        "CALL milvus_refresh.sys.await_refresh(timeout => 60, job_id => '%s')",
        "CALL milvus_refresh.sys.await_refresh(%s, '1m', on_failure => 'throw')",
        "CALL milvus_refresh.sys.await_refresh(CAST(%s AS BIGINT), 1.5)"
      })
  void awaitRefreshReturnsTheCompletedJob(String call) {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).complete();

    Row row = env.row(call, jobId);

    assertThat(row.<Long>getAs("job_id")).isEqualTo(jobId);
    assertThat(row.<String>getAs("state")).isEqualTo("RefreshCompleted");
    assertThat(row.<Integer>getAs("progress")).isEqualTo(100);
    assertThat(row.<String>getAs("outcome")).isEqualTo("COMPLETED");
    assertThat(row.<Integer>getAs("polls")).isOne();
    assertThat(row.<Object>getAs("end_time")).isNotNull();
    assertThat(row.isNullAt(row.fieldIndex("reason"))).isTrue();
  }

  @Test
  void awaitRefreshWaits() {
    long jobId = env.milvus().refresh("docs");
    env.milvus()
        .job(jobId)
        .script(job -> job.planning(""), job -> job.inProgress(40), JobControl::complete);

    Row row = env.row("CALL milvus_refresh.sys.await_refresh(%s)", jobId);

    assertThat(row.<String>getAs("state")).isEqualTo("RefreshCompleted");
    assertThat(row.<Integer>getAs("polls")).isGreaterThan(1);
  }

  @Test
  void awaitRefreshReturnsFailuresIfTold() {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).fail("no parquet files found");

    Row row = env.row("CALL milvus_refresh.sys.await_refresh(%s, on_failure => 'return')", jobId);

    assertThat(row.<String>getAs("outcome")).isEqualTo("FAILED");
    assertThat(row.<String>getAs("reason")).isEqualTo("no parquet files found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL milvus_refresh.sys.refresh_job(%s)",
        "CALL milvus_refresh.sys.refresh_job(job_id => '%s')"
      })
  void refreshJobShowsOneJob(String call) {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).inProgress(40);

    Row row = env.row(call, jobId);

    assertThat(row.<Long>getAs("job_id")).isEqualTo(jobId);
    assertThat(row.<String>getAs("state")).isEqualTo("RefreshInProgress");
    assertThat(row.<Integer>getAs("progress")).isEqualTo(40);
    assertThat(row.isNullAt(row.fieldIndex("end_time"))).isTrue();
  }

  @Test
  void refreshJobsShowsThoseOfOneCollectionOrAll() {
    env.milvus().createExternalCollection("other", "/data/other", "{\"format\":\"parquet\"}");
    long docs = env.milvus().refresh("docs");
    long other = env.milvus().refresh("other");

    assertThat(env.rows("CALL milvus_refresh.sys.refresh_jobs('docs')"))
        .extracting(row -> row.<Long>getAs("job_id"))
        .containsExactly(docs);
    assertThat(env.rows("CALL milvus_refresh.sys.refresh_jobs()"))
        .extracting(row -> row.<Long>getAs("job_id"))
        .containsExactlyInAnyOrder(docs, other);
    assertThat(env.milvus().calls(LIST)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'job_12345'", "'0'", "-1", "1.5", "99999999999999999999", "NULL", "''", "true"})
  void refusesWhatIsNoJobId(String id) {
    for (String procedure : new String[] {"await_refresh", "refresh_job"}) {
      assertThatThrownBy(() -> env.sql("CALL milvus_refresh.sys.%s(job_id => %s)", procedure, id))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageStartingWith("[INVALID_ARGUMENT] Argument 'job_id' is ");
    }
    assertThat(env.calls()).isZero();
  }

  @Test
  void saysWhatIsWrongWithAJobId() {
    assertThatThrownBy(() -> env.sql("CALL milvus_refresh.sys.refresh_job('job_12345')"))
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'job_id' is 'job_12345': expected a whole number above 0,"
                + " or its decimal digits as text, such as 465787408941891028.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesToGuessWhetherToWait(boolean ansi) {
    env.conf("spark.sql.ansi.enabled", ansi);

    assertThatThrownBy(() -> env.sql("CALL milvus_refresh.sys.refresh('docs', wait => 'maybe')"))
        .hasMessageContaining("maybe");
    assertThat(env.calls()).isZero();
  }

  @Test
  void takesIdsWithoutAnsiToo() {
    env.conf("spark.sql.ansi.enabled", false);
    long jobId = env.milvus().refresh("docs");

    assertThat(env.rows("CALL milvus_refresh.sys.refresh_job(%s)", jobId)).hasSize(1);
    assertThat(env.rows("CALL milvus_refresh.sys.refresh_job('%s')", jobId)).hasSize(1);
    assertThatThrownBy(() -> env.sql("CALL milvus_refresh.sys.refresh_job('job_12345')"))
        .hasMessageStartingWith("[INVALID_ARGUMENT] Argument 'job_id' is 'job_12345'");
  }

  @Test
  void refusesWhatIsNoTimeout() {
    assertThatThrownBy(() -> env.sql("CALL milvus_refresh.sys.await_refresh(1, 'soon')"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageStartingWith("[INVALID_ARGUMENT] Argument 'timeout' is 'soon': expected");
  }

  @Test
  void missingAndUnknownArgumentsAreNamed() {
    assertThatThrownBy(() -> env.sql("CALL milvus_refresh.sys.await_refresh()"))
        .hasMessageContaining("job_id");
    assertThatThrownBy(() -> env.sql("CALL milvus_refresh.sys.refresh_job(1, id => 2)"))
        .hasMessageContaining("id");
    assertThat(env.calls()).isZero();
  }

  @Test
  void unknownProceduresAreToldWhichThereAre() {
    assertThatThrownBy(() -> env.sql("CALL milvus_refresh.sys.await()"))
        .hasStackTraceContaining(
            "There is no procedure 'sys.await' in the catalog 'milvus_refresh': expected one of"
                + " [sys.refresh, sys.await_refresh, sys.refresh_job, sys.refresh_jobs].");
  }

  @Test
  @OnSpark(from = "4.0")
  void explainDoesNotCall() {
    env.rows("EXPLAIN CALL milvus_refresh.sys.refresh('docs')");

    assertThat(env.calls()).isZero();
  }

  @Test
  void runsOnceHoweverOftenItsResultIsRead() {
    var result = env.sql("CALL milvus_refresh.sys.refresh('docs')");
    result.collectAsList();
    result.show();

    assertThat(env.milvus().calls(REFRESH)).isOne();
  }
}
