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

import static io.github.milvusrefresh.compatibility.spark.connect.SparkOnConnect.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.spark.MilvusRefresh;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Java API, with our jar beside the Connect client. */
class MilvusRefreshITCase {

  @RegisterExtension final SparkOnConnect env = new SparkOnConnect();

  @Test
  void startsAndAwaits() {
    MilvusRefresh refreshes = MilvusRefresh.on(env.spark());

    long jobId = refreshes.start("docs");
    env.milvus().job(jobId).complete();
    RefreshJob job = refreshes.await(jobId, Duration.ofMinutes(1));

    assertThat(job.jobId()).isEqualTo(jobId);
    assertThat(job.collectionName()).isEqualTo("docs");
    assertThat(job.state()).isEqualTo(RefreshState.COMPLETED);
    assertThat(job.startTime()).isEqualTo(refreshes.job(jobId).startTime());
    assertThat(refreshes.jobs("docs")).extracting(RefreshJob::jobId).containsExactly(jobId);
    assertThat(refreshes.awaitAll(List.of(jobId))).hasSize(1);
    assertThat(env.milvus().calls(REFRESH)).isOne();
  }

  @Test
  void attachesToARefreshThatRuns() {
    long running = env.milvus().refresh("docs");

    assertThat(
            MilvusRefresh.on(env.spark(), "milvus_refresh")
                .start(RefreshRequest.of("docs").withIfRunning(IfRunning.ATTACH)))
        .isEqualTo(running);
  }

  @Test
  void aFailedJobIsWhatConnectMakesOfIt() {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).fail("no files found");

    assertThatThrownBy(() -> MilvusRefresh.on(env.spark()).await(jobId))
        .hasMessageContaining("[REFRESH_FAILED] Refresh job " + jobId)
        .hasMessageContaining("no files found");
  }
}
