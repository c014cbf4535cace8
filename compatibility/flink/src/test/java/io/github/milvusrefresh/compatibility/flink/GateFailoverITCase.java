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
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.flink.RefreshGate;
import java.net.URI;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.highavailability.nonha.embedded.HaLeadershipControl;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectClusterRESTAddress;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gate when its job manager loses the job and gets it back. */
class GateFailoverITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(
                  Configuration.fromMap(Map.of("metrics.fetcher.update-interval", "50")))
              .setNumberSlotsPerTaskManager(4)
              .withHaLeadershipControl()
              .build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private static void failOver(RunningJob job, MiniCluster cluster) throws Exception {
    HaLeadershipControl leadership = cluster.getHaLeadershipControl().orElseThrow();
    leadership.revokeJobMasterLeadership(job.client().getJobID()).get();
    leadership.grantJobMasterLeadership(job.client().getJobID()).get();
  }

  @Test
  void staysClosedWithItsOneRefresh(@InjectMiniCluster MiniCluster cluster) throws Exception {
    RunningJob job =
        GatedJob.submit(
            GatedJob.gate(milvus.uri(), RefreshGate.refreshed(ScriptedMilvus.COLLECTION)),
            2,
            RunningJob.streaming());
    Eventually.until("the gate waits", () -> milvus.polls() > 0);
    job.awaitCheckpoints(2, cluster);
    failOver(job, cluster);
    Eventually.until("the tasks start anew", () -> Witness.starts() == 4);
    int before = milvus.polls();
    Eventually.until("the gate waits again", () -> milvus.polls() > before);
    assertThat(GatedJob.seen()).isEmpty();
    milvus.latestJob().complete();
    job.finish();
    assertThat(GatedJob.seen()).isEqualTo(NUMBERS);
    assertThat(milvus.server().calls("RefreshExternalCollection")).isEqualTo(1);
  }

  @Test
  void losesNothingOnceOpen(@InjectMiniCluster MiniCluster cluster) throws Exception {
    JobControl refresh = milvus.refresh().complete();
    RunningJob job =
        GatedJob.submitSlow(
            GatedJob.gate(milvus.uri(), refresh.jobId()), 2, RunningJob.streaming());
    Eventually.until("some are read", () -> GatedJob.seen().size() > 200);
    int polls = milvus.polls();
    failOver(job, cluster);
    job.finish();
    assertThat(GatedJob.seenAtLeastOnce()).isEqualTo(NUMBERS);
    assertThat(Witness.starts()).isEqualTo(4);
    assertThat(milvus.polls()).as("a gate that has opened asks no more").isEqualTo(polls);
  }

  @Test
  void losesNothingWhenATaskFailsOnceOpen() throws Exception {
    JobControl refresh = milvus.refresh().complete();
    RunningJob job =
        GatedJob.submitSlow(
            GatedJob.gate(milvus.uri(), refresh.jobId()), 2, RunningJob.streaming());
    Eventually.until("some are read", () -> GatedJob.seen().size() > 200);
    Witness.failAtNextCheckpoint();
    job.finish();
    assertThat(GatedJob.seenAtLeastOnce()).isEqualTo(NUMBERS);
    assertThat(Witness.starts()).isGreaterThan(2);
  }

  @Test
  void metricsGoOnWithTheNextEnumerator(
      @InjectMiniCluster MiniCluster cluster, @InjectClusterRESTAddress URI rest) throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob job =
        GatedJob.submitSlow(
            GatedJob.gate(milvus.uri(), refresh.jobId()), 2, RunningJob.streaming());
    JobMetrics metrics = new JobMetrics(new RestApi(rest), job.client().getJobID());
    Eventually.until("progress is shown", () -> metrics.ofCoordinator("progress").equals("10"));
    assertThat(metrics.ofCoordinator("gateOpen")).isEqualTo("0");
    failOver(job, cluster);
    refresh.inProgress(60);
    Eventually.until(
        "later progress is shown", () -> metrics.ofCoordinator("progress").equals("60"));
    assertThat(Long.parseLong(metrics.ofCoordinator("polls"))).isPositive();
    refresh.complete();
    Eventually.until("the gate is shown open", () -> metrics.ofCoordinator("gateOpen").equals("1"));
    assertThat(metrics.ofCoordinator("waitsCompleted")).isEqualTo("1");
    job.finish();
  }
}
