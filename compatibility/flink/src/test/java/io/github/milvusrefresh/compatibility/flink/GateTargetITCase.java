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
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.flink.RefreshGate;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a gate can wait for. */
class GateTargetITCase {

  private static final String OTHER = "pages";
  private static final String TRIGGER = "RefreshExternalCollection";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @BeforeEach
  void createOther() {
    milvus
        .server()
        .createExternalCollection(OTHER, "s3://bucket/pages", "{\"format\":\"parquet\"}");
  }

  private RunningJob submit(RefreshGate.Unconnected gate) throws Exception {
    return GatedJob.submit(GatedJob.gate(milvus.uri(), gate), 2, RunningJob.streaming());
  }

  private JobControl refreshOther() {
    return milvus.server().job(milvus.server().refresh(OTHER)).inProgress(10);
  }

  @Test
  void opensWithTheLatestJobOfACollection() throws Exception {
    milvus.refresh().complete();
    JobControl latest = milvus.refresh().inProgress(10);
    RunningJob job = submit(RefreshGate.latestCompleted(ScriptedMilvus.COLLECTION));
    Eventually.until("the gate waits", () -> milvus.polls() > 0);
    assertThat(GatedJob.seen()).isEmpty();
    latest.complete();
    job.finish();
    assertThat(GatedJob.seen()).isEqualTo(NUMBERS);
  }

  @Test
  void opensWhenAllJobsCompleted(@InjectMiniCluster MiniCluster cluster) throws Exception {
    JobControl first = milvus.refresh().inProgress(10);
    JobControl second = refreshOther();
    RunningJob job =
        submit(
            RefreshGate.allCompleted(
                List.of(AwaitTarget.job(first.jobId()), AwaitTarget.job(second.jobId()))));
    first.complete();
    Eventually.until("the gate waits", () -> milvus.polls() > 2);
    job.awaitCheckpoints(1, cluster);
    assertThat(GatedJob.seen()).isEmpty();
    second.complete();
    job.finish();
    assertThat(GatedJob.seen()).isEqualTo(NUMBERS);
  }

  @Test
  void firstFailureOfSeveralFailsTheJob() throws Exception {
    JobControl first = milvus.refresh().inProgress(10);
    JobControl second = refreshOther();
    RunningJob job =
        submit(
            RefreshGate.allCompleted(
                List.of(AwaitTarget.job(first.jobId()), AwaitTarget.job(second.jobId()))));
    second.fail("no such bucket");
    Throwable error = job.failure();
    assertThat(Sql.rootMessage(error)).contains("[REFRESH_FAILED]").contains("no such bucket");
    assertThat(GatedJob.seen()).isEmpty();
  }

  @Test
  void refreshesOnceAndOpensWhenThatCompleted(
      @InjectMiniCluster MiniCluster cluster, @TempDir Path directory) throws Exception {
    RunningJob first = submit(RefreshGate.refreshed(ScriptedMilvus.COLLECTION));
    Eventually.until("the gate waits", () -> milvus.polls() > 0);
    first.awaitCheckpoints(1, cluster);
    String savepoint = first.stop(directory);
    RunningJob second =
        GatedJob.submit(
            GatedJob.gate(milvus.uri(), RefreshGate.refreshed(ScriptedMilvus.COLLECTION)),
            3,
            RunningJob.restored(savepoint));
    int before = milvus.polls();
    Eventually.until("the gate waits again", () -> milvus.polls() > before);
    milvus.latestJob().complete();
    second.finish();
    assertThat(GatedJob.seen()).isEqualTo(NUMBERS);
    assertThat(milvus.server().calls(TRIGGER)).isEqualTo(1);
  }

  @Test
  void refreshWaitsForAServerThatComesUpLater() throws Exception {
    int port = milvus.server().port();
    RefreshGate gate =
        GatedJob.gate(milvus.uri(), RefreshGate.refreshed(ScriptedMilvus.COLLECTION));
    milvus.server().close();
    RunningJob job = GatedJob.submit(gate, 2, RunningJob.streaming());
    Eventually.until("the tasks run", () -> Witness.starts() == 2);
    milvus.restart(builder -> builder.port(port));
    Eventually.until("the refresh is started", () -> milvus.server().calls(TRIGGER) == 1);
    milvus.latestJob().complete();
    job.finish();
    assertThat(GatedJob.seen()).isEqualTo(NUMBERS);
    assertThat(Witness.starts()).isEqualTo(2);
  }

  @Test
  void refreshThatIsRefusedFailsTheJobOnce() throws Exception {
    RunningJob job = submit(RefreshGate.refreshed("nowhere"));
    Throwable error = job.failure();
    assertThat(Sql.rootMessage(error)).contains("[MILVUS_ERROR]").contains("nowhere");
    assertThat(milvus.server().calls(TRIGGER)).isEqualTo(1);
    assertThat(GatedJob.seen()).isEmpty();
  }
}
