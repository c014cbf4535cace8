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
import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.flink.RefreshGate;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The gate when the server, its jobs or the tasks are in trouble. */
class GateTroubleITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private RefreshGate gate(JobControl refresh) {
    return GatedJob.gate(milvus.uri(), refresh.jobId());
  }

  private static RunningJob submit(RefreshGate gate) throws Exception {
    return GatedJob.submit(gate, 2, RunningJob.streaming());
  }

  @Test
  void checkpointsCompleteWhileTheServerIsAwayAndNothingRestarts(
      @InjectMiniCluster MiniCluster cluster, @TempDir Path directory) throws Exception {
    milvus.restart(builder -> builder.dataDirectory(directory));
    int port = milvus.server().port();
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob job = submit(gate(refresh));
    Eventually.until("the gate waits", () -> milvus.polls() > 0);
    milvus.server().close();
    job.awaitCheckpoints(40, cluster);
    milvus.resume(EmbeddedMilvus.builder().dataDirectory(directory).port(port));
    Eventually.until("the gate is back", () -> milvus.polls() > 0);
    assertThat(GatedJob.seen()).isEmpty();
    milvus.server().job(refresh.jobId()).complete();
    job.finish();
    assertThat(GatedJob.seen()).isEqualTo(NUMBERS);
    assertThat(Witness.starts()).isEqualTo(2);
  }

  @Test
  void serverThatStaysAwayFailsTheJobOnce() throws Exception {
    AwaitOptions impatient =
        AwaitOptions.builder().unreachableTimeout(Duration.ofMillis(500)).build();
    RunningJob job = submit(gate(milvus.refresh().inProgress(10)).awaiting(impatient));
    Eventually.until("the gate waits", () -> milvus.polls() > 0);
    milvus.server().close();
    assertThat(Sql.rootMessage(job.failure())).contains("[MILVUS_UNREACHABLE]");
    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    assertThat(Witness.starts()).isEqualTo(2);
    assertThat(GatedJob.seen()).isEmpty();
  }

  @Test
  void jobThatExpiresFailsTheJobOnce() throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob job = submit(gate(refresh));
    Eventually.until("the gate has seen it", () -> milvus.polls() > 1);
    refresh.expire();
    assertThat(Sql.rootMessage(job.failure())).contains("[JOB_EXPIRED]");
    assertThat(Witness.starts()).isEqualTo(2);
    assertThat(GatedJob.seen()).isEmpty();
  }

  @Test
  void unalignedCheckpointsCompleteWhileClosed(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Configuration unaligned = RunningJob.streaming();
    unaligned.setString("execution.checkpointing.unaligned.enabled", "true");
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob job = GatedJob.submitSlow(gate(refresh), 2, unaligned);
    job.awaitCheckpoints(3, cluster);
    assertThat(GatedJob.seen()).isEmpty();
    refresh.complete();
    Eventually.until("some are read", () -> GatedJob.seen().size() > 200);
    Witness.failAtNextCheckpoint();
    job.finish();
    assertThat(GatedJob.seenAtLeastOnce()).isEqualTo(NUMBERS);
  }

  @Test
  void savepointOfAJobWithoutAGateIsReadOnBehindOne(@TempDir Path directory) throws Exception {
    RunningJob bare = GatedJob.submitSlowWithoutGate(2, RunningJob.streaming());
    Eventually.until("some are read", () -> GatedJob.seen().size() > 200);
    String savepoint = bare.stop(directory);
    int before = GatedJob.seen().size();
    RunningJob gated =
        GatedJob.submitSlow(gate(milvus.refresh().complete()), 2, RunningJob.restored(savepoint));
    gated.finish();
    assertThat(before).isLessThan(NUMBERS.size());
    assertThat(GatedJob.seen()).hasSize(NUMBERS.size() - before);
  }
}
