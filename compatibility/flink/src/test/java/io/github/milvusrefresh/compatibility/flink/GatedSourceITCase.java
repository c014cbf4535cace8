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
package io.github.milvusrefresh.compatibility.flink;

import static io.github.milvusrefresh.compatibility.flink.GatedJob.NUMBERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.embedded.CollectionControl;
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.flink.RefreshGate;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The gate on a running cluster. */
class GatedSourceITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private RunningJob submit(JobControl job) throws Exception {
    return GatedJob.submit(GatedJob.gate(milvus.uri(), job.jobId()), 2, RunningJob.streaming());
  }

  @Test
  void checkpointsCompleteWhileClosedAndRecordsComeOnlyAfterwards(
      @InjectMiniCluster MiniCluster cluster) throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob job = submit(refresh);
    job.awaitCheckpoints(5, cluster);
    assertThat(GatedJob.seen()).isEmpty();
    refresh.complete();
    job.finish();
    assertThat(GatedJob.seen()).isEqualTo(NUMBERS);
    assertThat(Witness.starts()).isEqualTo(2);
  }

  @Test
  void failedRefreshFailsTheJobOnce() throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob job = submit(refresh);
    Eventually.until("the tasks run", () -> Witness.starts() == 2);
    refresh.fail("no such bucket");
    Throwable error = job.failure();
    assertThat(ExceptionUtils.stringifyException(error))
        .contains("[REFRESH_FAILED]")
        .contains("no such bucket");
    assertThat(Sql.rootMessage(error)).contains("[REFRESH_FAILED]").contains("no such bucket");
    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    assertThat(Witness.starts()).isEqualTo(2);
    assertThat(GatedJob.seen()).isEmpty();
  }

  @Test
  void timeoutFailsTheJobOnce() throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob job =
        GatedJob.submit(
            GatedJob.gate(milvus.uri(), refresh.jobId()).timeout(Duration.ofMillis(500)),
            2,
            RunningJob.streaming());
    Throwable error = job.failure();
    assertThat(Sql.rootMessage(error)).contains("[AWAIT_TIMEOUT]");
    assertThat(Witness.starts()).isLessThanOrEqualTo(2);
  }

  @Test
  void staysClosedUntilTheDataIsLoaded(@InjectMiniCluster MiniCluster cluster) throws Exception {
    milvus.server().createIndex(ScriptedMilvus.COLLECTION, "vector");
    CollectionControl data = milvus.server().collection(ScriptedMilvus.COLLECTION);
    data.indexed().loadRefreshing();
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob job =
        GatedJob.submit(
            GatedJob.gate(milvus.uri(), refresh.jobId()).waitFor(Readiness.LOADED),
            2,
            RunningJob.streaming());
    refresh.complete();
    Eventually.until("the gate asks", () -> milvus.server().calls("GetLoadState") > 1);
    job.awaitCheckpoints(1, cluster);
    assertThat(GatedJob.seen()).isEmpty();
    data.loaded();
    job.finish();
    assertThat(GatedJob.seen()).isEqualTo(NUMBERS);
  }

  @Test
  void timeoutOfReadinessFailsTheJobOnceAndNamesTheStage() throws Exception {
    milvus.server().createIndex(ScriptedMilvus.COLLECTION, "vector");
    milvus.server().collection(ScriptedMilvus.COLLECTION).indexing(200);
    JobControl refresh = milvus.refresh().complete();
    RefreshGate gate =
        GatedJob.gate(milvus.uri(), refresh.jobId())
            .waitFor(Readiness.INDEXED)
            .timeout(Duration.ofMillis(500));
    RunningJob job = GatedJob.submit(gate, 2, RunningJob.streaming());
    Throwable error = job.failure();
    assertThat(Sql.rootMessage(error)).contains("[AWAIT_TIMEOUT]", "was not indexed within");
    assertThat(Witness.starts()).isLessThanOrEqualTo(2);
  }

  @Test
  void staysClosedWhenATaskFails(@InjectMiniCluster MiniCluster cluster) throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob job = submit(refresh);
    Witness.failAtNextCheckpoint();
    Eventually.until("the tasks start anew", () -> Witness.starts() >= 3);
    job.awaitCheckpoints(1, cluster);
    assertThat(GatedJob.seen()).isEmpty();
    refresh.complete();
    job.finish();
    assertThat(GatedJob.seen()).isEqualTo(NUMBERS);
  }

  @Test
  void closedSavepointIsRestoredAtAnotherParallelism(
      @InjectMiniCluster MiniCluster cluster, @TempDir Path directory) throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob first = submit(refresh);
    first.awaitCheckpoints(1, cluster);
    String savepoint = first.stop(directory);
    RunningJob second =
        GatedJob.submit(
            GatedJob.gate(milvus.uri(), refresh.jobId()), 3, RunningJob.restored(savepoint));
    Eventually.until("the tasks run", () -> Witness.starts() == 3);
    assertThat(GatedJob.seen()).isEmpty();
    refresh.complete();
    second.finish();
    assertThat(GatedJob.seen()).isEqualTo(NUMBERS);
  }

  @Test
  void leavesNoThreadWhenCancelledWhileClosed() throws Exception {
    RunningJob job = submit(milvus.refresh().inProgress(10));
    String thread = "milvus-refresh-127.0.0.1:" + milvus.server().port();
    Eventually.until("the gate waits", () -> milvus.polls() > 0);
    assertThat(LiveThreads.names()).contains(thread);
    job.client().cancel().get();
    Eventually.until("the thread ends", () -> !LiveThreads.names().contains(thread));
  }
}
