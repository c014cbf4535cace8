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
package io.github.milvusrefresh.compatibility.spark.connect;

import static io.github.milvusrefresh.compatibility.spark.connect.SparkOnConnect.LIST;
import static io.github.milvusrefresh.compatibility.spark.connect.SparkOnConnect.PROGRESS;
import static io.github.milvusrefresh.compatibility.spark.connect.SparkOnConnect.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.embedded.JobControl;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of the SQL works as it does without Connect, asking Milvus as often. */
class SqlITCase {

  private static final List<String> JOB =
      List.of(
          "job_id bigint",
          "collection_name string",
          "state string",
          "progress int",
          "reason string",
          "external_source string",
          "external_spec string",
          "start_time timestamp",
          "end_time timestamp",
          "duration_ms bigint");

  @RegisterExtension final SparkOnConnect env = new SparkOnConnect();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM milvus_refresh_job(%s)",
        "SELECT * FROM milvus_refresh_job(job_id => '%s')",
        "SELECT * FROM milvus_refresh_jobs() WHERE job_id = %s",
        "SELECT * FROM milvus_refresh.sys.refresh_jobs WHERE job_id = %s",
        "CALL milvus_refresh.sys.refresh_job(%s)",
        "CALL milvus_refresh.sys.refresh_job(job_id => '%s')"
      })
  void showsAJob(String query) {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).inProgress(40);

    Row job = env.row(query, jobId);

    assertThat(columns(job)).isEqualTo(JOB);
    assertThat(job.<Object>getAs("start_time")).isNotNull();
    assertThat(valuesBut(job, "start_time"))
        .containsExactly(
            jobId,
            "docs",
            "RefreshInProgress",
            40,
            null,
            "/data/docs",
            "{\"format\":\"parquet\"}",
            null,
            null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL milvus_refresh.sys.await_refresh(%s)",
        "CALL milvus_refresh.sys.await_refresh(timeout => '1m', job_id => %s)",
        "SELECT *, 'COMPLETED' AS outcome FROM milvus_await_refresh(%s)"
      })
  void waitsForAJob(String query) {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).script(job -> job.inProgress(40), JobControl::complete);

    Row job = env.row(query, jobId);

    assertThat(columns(job)).containsAll(JOB);
    assertThat(job.<Long>getAs("job_id")).isEqualTo(jobId);
    assertThat(job.<String>getAs("state")).isEqualTo("RefreshCompleted");
    assertThat(job.<String>getAs("outcome")).isEqualTo("COMPLETED");
    assertThat(job.<Object>getAs("end_time")).isNotNull();
    assertThat(env.milvus().calls(PROGRESS)).isGreaterThan(1);
  }

  @Test
  void takesParameterMarkers() {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).complete();

    Dataset<Row> named =
        env.spark()
            .sql(
                "CALL milvus_refresh.sys.await_refresh(job_id => :id, timeout => :timeout)",
                Map.of("id", jobId, "timeout", "1m"));
    Dataset<Row> positional =
        env.spark()
            .sql("CALL milvus_refresh.sys.refresh_job(?)", new Object[] {Long.toString(jobId)});
    Dataset<Row> function =
        env.spark().sql("SELECT * FROM milvus_refresh_job(:id)", Map.of("id", jobId));

    for (Dataset<Row> dataset : List.of(named, positional, function)) {
      Row job = SparkOnConnect.only(dataset.collectAsList());
      assertThat(job.<Long>getAs("job_id")).isEqualTo(jobId);
      assertThat(job.<String>getAs("state")).isEqualTo("RefreshCompleted");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL milvus_refresh.sys.refresh('docs')",
        "CALL milvus_refresh.sys.refresh(wait => false, collection => 'docs')"
      })
  void startsOneRefreshHoweverOftenItsResultIsRead(String call) {
    Dataset<Row> started = env.sql(call);

    started.show();
    List<Row> first = started.collectAsList();
    List<Row> second = started.collectAsList();

    assertThat(first).isEqualTo(second).hasSize(1);
    assertThat(env.milvus().calls(REFRESH)).isOne();
    assertThat(env.rows("SELECT * FROM milvus_refresh_jobs('docs')")).hasSize(1);
  }

  @Test
  void asksNothingUntilAQueryRuns() {
    long jobId = env.milvus().refresh("docs");

    Dataset<Row> job = env.sql("SELECT * FROM milvus_refresh_job(%s)", jobId);
    Dataset<Row> table = env.spark().table("milvus_refresh.sys.refresh_jobs");
    job.schema();
    table.schema();
    job.explain();
    table.createOrReplaceTempView("jobs");
    env.rows("EXPLAIN SELECT * FROM milvus_await_refresh(%s)", jobId);
    env.rows("EXPLAIN CALL milvus_refresh.sys.refresh('docs')");
    env.rows("DESCRIBE TABLE milvus_refresh.sys.refresh_jobs");

    assertThat(env.calls()).isZero();
  }

  @Test
  void asksOnceEachTimeAQueryRuns() {
    long jobId = env.milvus().refresh("docs");

    Dataset<Row> job = env.sql("SELECT * FROM milvus_refresh_job(%s)", jobId);
    job.collectAsList();
    assertThat(env.milvus().calls(PROGRESS)).isOne();
    job.collectAsList();
    assertThat(env.milvus().calls(PROGRESS)).isEqualTo(2);

    env.rows("SELECT count(*) FROM milvus_refresh.sys.refresh_jobs");
    assertThat(env.milvus().calls(LIST)).isOne();
  }

  /** The token comes from the session: Spark Connect logs the options of a read in clear. */
  @Test
  void readsTheDataSource() {
    long jobId = env.milvus().refresh("docs");

    Row job =
        SparkOnConnect.only(
            env.spark()
                .read()
                .format("milvus-refresh-jobs")
                .option("uri", env.milvus().uri())
                .load()
                .collectAsList());

    assertThat(columns(job)).isEqualTo(JOB);
    assertThat(job.<Long>getAs("job_id")).isEqualTo(jobId);
  }

  private static List<String> columns(Row row) {
    return Arrays.stream(row.schema().fields())
        .map(field -> field.name() + " " + field.dataType().simpleString())
        .toList();
  }

  private static Object[] valuesBut(Row row, String column) {
    return Arrays.stream(row.schema().fieldNames())
        .filter(name -> !name.equals(column))
        .map(row::getAs)
        .toArray();
  }
}
