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
import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.embedded.JobControl;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server is asked when a query runs, once, and at no other time. */
class LazinessITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();
  private long jobId;

  @BeforeEach
  void startJob() {
    jobId = env.milvus().refresh("docs");
    // A wait where none should be fails at once, instead of holding up the suite.
    env.conf("spark.milvus.await.timeout", "0s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM milvus_refresh_job(%s)",
        "SELECT * FROM milvus_await_refresh(%s)",
        "SELECT state, count(*) FROM milvus_refresh_jobs() WHERE job_id = %s GROUP BY state",
        "SELECT * FROM milvus_refresh_jobs() JOIN milvus_refresh_job(%s) USING (job_id)",
        "SELECT * FROM milvus_refresh.sys.refresh_jobs WHERE job_id = %s"
      })
  void explainAsksNothing(String query) {
    for (String mode : new String[] {"", "EXTENDED", "FORMATTED", "COST", "CODEGEN"}) {
      env.rows("EXPLAIN " + mode + " " + query, jobId);
    }

    assertThat(env.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM milvus_refresh_job(%s)",
        "SELECT * FROM milvus_refresh_jobs() WHERE job_id = %s",
        "SELECT state, count(*) FROM milvus_refresh_jobs() WHERE job_id = %s GROUP BY state",
        "SELECT 1 WHERE EXISTS (SELECT * FROM milvus_refresh_job(%s))",
        "SELECT * FROM milvus_refresh.sys.refresh_jobs WHERE job_id = %s"
      })
  void aQueryAsksOnce(String query) {
    assertThat(env.rows(query, jobId)).hasSize(1);

    assertThat(env.milvus().calls(PROGRESS) + env.milvus().calls(LIST)).isOne();
  }

  @Test
  void theSchemaAsksNothing() {
    Dataset<Row> job = env.sql("SELECT * FROM milvus_await_refresh(%s)", jobId);

    assertThat(job.schema().fieldNames()).startsWith("job_id", "collection_name", "state");
    assertThat(job.columns()).hasSize(13);
    assertThat(env.calls()).isZero();
  }

  @Test
  void aViewAsksEachTime() {
    env.rows("CREATE TEMPORARY VIEW job AS SELECT * FROM milvus_refresh_job(%s)", jobId);
    assertThat(env.calls()).isZero();

    env.milvus().job(jobId).inProgress(10);
    assertThat(env.row("SELECT progress FROM job").getInt(0)).isEqualTo(10);
    env.milvus().job(jobId).inProgress(60);
    assertThat(env.row("SELECT progress FROM job").getInt(0)).isEqualTo(60);

    assertThat(env.milvus().calls(PROGRESS)).isEqualTo(2);
  }

  @Test
  void aDatasetAsksForItsFirstCollectAndForEachDerivedOne() {
    Dataset<Row> job = env.sql("SELECT progress FROM milvus_refresh_job(%s)", jobId);

    assertThat(job.collectAsList().get(0).getInt(0)).isZero();
    env.milvus().job(jobId).inProgress(60);
    // Spark keeps the partitions in the executed plan of a Dataset, as it does for files.
    assertThat(job.collectAsList().get(0).getInt(0)).isZero();
    assertThat(job.filter("progress = 60").count()).isOne();
    assertThat(job.first().getInt(0)).isEqualTo(60);

    assertThat(env.milvus().calls(PROGRESS)).isEqualTo(3);
  }

  @Test
  void aCachedDatasetDoesNotAnswerForOtherQueries() {
    Dataset<Row> cached = env.sql("SELECT progress FROM milvus_refresh_job(%s)", jobId).cache();
    assertThat(cached.collectAsList().get(0).getInt(0)).isZero();
    env.milvus().job(jobId).inProgress(60);

    assertThat(cached.collectAsList().get(0).getInt(0)).isZero();
    assertThat(env.row("SELECT progress FROM milvus_refresh_job(%s)", jobId).getInt(0))
        .isEqualTo(60);
    cached.unpersist();
  }

  @Test
  void aGatedReadRunsAfterTheWait() {
    env.milvus().job(jobId).script(job -> job.inProgress(50), JobControl::complete);

    env.rows("CALL milvus_refresh.sys.await_refresh(%s, '1m')", jobId);

    assertThat(env.row("SELECT state FROM milvus_refresh_job(%s)", jobId).getString(0))
        .isEqualTo("RefreshCompleted");
  }
}
