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

import com.codahale.metrics.MetricRegistry;
import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.embedded.JobControl;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.execution.ui.SQLAppStatusStore;
import org.apache.spark.sql.execution.ui.SQLExecutionUIData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Spark shows of waits: on the SQL tab, and in its metrics system. */
class MetricsITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  private long completedJob() {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).script(job -> job.inProgress(50), JobControl::complete);
    return jobId;
  }

  @Test
  void theSqlTabShowsPollsTimeAndProgress() {
    SQLAppStatusStore store = env.spark().sharedState().statusStore();

    env.rows("SELECT * FROM milvus_await_refresh(%s)", completedJob());

    SQLExecutionUIData last = store.executionsList().last();
    assertThat(last.metrics().toString())
        .contains("time waited for the refresh job, ms")
        .contains("polls of the refresh job")
        .contains("last progress of the refresh job, %");
    Eventually.until(
        "the query shows the values of its metrics",
        () -> store.executionMetrics(last.executionId()).values().toList().contains("100"));
  }

  @Test
  void theMetricsSystemHasASource() {
    long before = ended();

    env.rows("SELECT * FROM milvus_await_refresh(%s)", completedJob());

    assertThat(ended()).isEqualTo(before + 1);
    assertThat(registry().getGauges().get("waits.active").getValue()).isEqualTo(0);
    assertThat(registry().getTimers()).containsKeys("polls.get.answered", "detectionDelay");
  }

  private long ended() {
    return registry() == null ? 0 : registry().timer("waits.completed").getCount();
  }

  private static MetricRegistry registry() {
    var sources = SparkEnv.get().metricsSystem().getSourcesByName("milvusRefresh");
    return sources.isEmpty() ? null : sources.head().metricRegistry();
  }
}
