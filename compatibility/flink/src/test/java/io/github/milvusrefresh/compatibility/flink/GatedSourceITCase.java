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
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.embedded.CollectionControl;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.flink.RefreshGate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
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

  private GatedJob submit(JobControl job) throws Exception {
    return GatedJob.prepare(GatedJob.gate(milvus.uri(), job.jobId()), 2, streaming()).submit();
  }

  private static Configuration streaming() {
    return Configuration.fromMap(
        Map.of(
            "execution.checkpointing.interval",
            "50 ms",
            "restart-strategy.type",
            "fixed-delay",
            "restart-strategy.fixed-delay.attempts",
            "5",
            "restart-strategy.fixed-delay.delay",
            "10 ms"));
  }

  @Test
  void checkpointsCompleteWhileClosedAndRecordsComeOnlyAfterwards(
      @InjectMiniCluster MiniCluster cluster) throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    GatedJob job = submit(refresh);
    Eventually.until("five checkpoints", () -> job.checkpoints(cluster) >= 5);
    assertThat(job.seen()).isEmpty();
    refresh.complete();
    job.client().getJobExecutionResult().get();
    assertThat(job.seen()).isEqualTo(NUMBERS);
    assertThat(job.starts()).isEqualTo(2);
  }

  @Test
  void failedRefreshFailsTheJobOnce() throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    GatedJob job = submit(refresh);
    Eventually.until("the tasks run", () -> job.starts() == 2);
    refresh.fail("no such bucket");
    Throwable error = catchThrowable(() -> job.client().getJobExecutionResult().get());
    assertThat(ExceptionUtils.stringifyException(error))
        .contains("[REFRESH_FAILED]")
        .contains("no such bucket");
    assertThat(Sql.rootMessage(error)).contains("[REFRESH_FAILED]").contains("no such bucket");
    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    assertThat(job.starts()).isEqualTo(2);
    assertThat(job.seen()).isEmpty();
  }

  @Test
  void timeoutFailsTheJobOnce() throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    GatedJob job =
        GatedJob.prepare(
                GatedJob.gate(milvus.uri(), refresh.jobId()).timeout(Duration.ofMillis(500)),
                2,
                streaming())
            .submit();
    Throwable error = catchThrowable(() -> job.client().getJobExecutionResult().get());
    assertThat(Sql.rootMessage(error)).contains("[AWAIT_TIMEOUT]");
    assertThat(job.starts()).isLessThanOrEqualTo(2);
  }

  @Test
  void staysClosedUntilTheDataIsLoaded(@InjectMiniCluster MiniCluster cluster) throws Exception {
    milvus.server().createIndex(ScriptedMilvus.COLLECTION, "vector");
    CollectionControl data = milvus.server().collection(ScriptedMilvus.COLLECTION);
    data.indexed().loadRefreshing();
    JobControl refresh = milvus.refresh().inProgress(10);
    GatedJob job =
        GatedJob.prepare(
                GatedJob.gate(milvus.uri(), refresh.jobId()).waitFor(Readiness.LOADED),
                2,
                streaming())
            .submit();
    refresh.complete();
    Eventually.until("the gate asks", () -> milvus.server().calls("GetLoadState") > 1);
    long before = job.checkpoints(cluster);
    Eventually.until("checkpoints complete", () -> job.checkpoints(cluster) > before);
    assertThat(job.seen()).isEmpty();
    data.loaded();
    job.client().getJobExecutionResult().get();
    assertThat(job.seen()).isEqualTo(NUMBERS);
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
    GatedJob job = GatedJob.prepare(gate, 2, streaming()).submit();
    Throwable error = catchThrowable(() -> job.client().getJobExecutionResult().get());
    assertThat(Sql.rootMessage(error)).contains("[AWAIT_TIMEOUT]", "was not indexed within");
    assertThat(job.starts()).isLessThanOrEqualTo(2);
  }

  @Test
  void staysClosedWhenATaskFails(@InjectMiniCluster MiniCluster cluster) throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    GatedJob job = submit(refresh);
    job.failAtNextCheckpoint();
    Eventually.until("the tasks start anew", () -> job.starts() >= 3);
    long before = job.checkpoints(cluster);
    Eventually.until("checkpoints complete", () -> job.checkpoints(cluster) > before);
    assertThat(job.seen()).isEmpty();
    refresh.complete();
    job.client().getJobExecutionResult().get();
    assertThat(job.seen()).isEqualTo(NUMBERS);
  }

  @Test
  void closedSavepointIsRestoredAtAnotherParallelism(
      @InjectMiniCluster MiniCluster cluster, @TempDir Path directory) throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    GatedJob first = submit(refresh);
    Eventually.until("a savepoint can be taken", () -> first.checkpoints(cluster) > 0);
    String savepoint =
        first
            .client()
            .stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    Configuration restored = streaming();
    restored.setString("execution.savepoint.path", savepoint);
    restored.setString("execution.state-recovery.path", savepoint);
    GatedJob second =
        GatedJob.prepare(GatedJob.gate(milvus.uri(), refresh.jobId()), 3, restored).submit();
    Eventually.until("the tasks run", () -> second.starts() == 3);
    assertThat(second.seen()).isEmpty();
    refresh.complete();
    second.client().getJobExecutionResult().get();
    assertThat(second.seen()).isEqualTo(NUMBERS);
  }

  @Test
  void survivesARestartOfTheServer(@TempDir Path directory) throws Exception {
    milvus.restart(builder -> builder.dataDirectory(directory));
    int port = milvus.server().port();
    JobControl refresh = milvus.refresh().inProgress(10);
    GatedJob job = submit(refresh);
    Eventually.until("the gate waits", () -> milvus.polls() > 0);
    milvus.resume(EmbeddedMilvus.builder().dataDirectory(directory).port(port));
    Eventually.until("the gate is back", () -> milvus.polls() > 0);
    assertThat(job.seen()).isEmpty();
    milvus.server().job(refresh.jobId()).complete();
    job.client().getJobExecutionResult().get();
    assertThat(job.seen()).isEqualTo(NUMBERS);
    assertThat(job.starts()).isEqualTo(2);
  }

  @Test
  void leavesNoThreadWhenCancelledWhileClosed() throws Exception {
    GatedJob job = submit(milvus.refresh().inProgress(10));
    String thread = "milvus-refresh-127.0.0.1:" + milvus.server().port();
    Eventually.until("the gate waits", () -> milvus.polls() > 0);
    assertThat(Eventually.threads()).contains(thread);
    job.client().cancel().get();
    Eventually.until("the thread ends", () -> !Eventually.threads().contains(thread));
  }
}
