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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.flink.commit.CommitRefresh;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectClusterRESTAddress;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Refreshes after the commits of a streaming sink. */
class RefreshingSinkITCase {

  private static final String TRIGGER = "RefreshExternalCollection";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(
                  Configuration.fromMap(Map.of("metrics.fetcher.update-interval", "50")))
              .setNumberSlotsPerTaskManager(4)
              .build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @TempDir Path lake;
  private CommittingJob running;

  /** What a test that failed leaves would eat what the next one is fed. */
  @AfterEach
  void cancel() throws Exception {
    if (running != null && !running.status().isTerminalState()) {
      running.client().cancel().get();
      Eventually.until("the job is cancelled", () -> running.status().isTerminalState());
    }
  }

  private static Configuration streaming() {
    return Configuration.fromMap(
        Map.of(
            "execution.checkpointing.interval", "50 ms",
            "restart-strategy.type", "fixed-delay",
            "restart-strategy.fixed-delay.attempts", "5",
            "restart-strategy.fixed-delay.delay", "10 ms"));
  }

  private CommitRefresh refresh() {
    return CommitRefresh.of(ScriptedMilvus.COLLECTION)
        .connection(ConnectionOptions.builder(milvus.uri()).build());
  }

  private CommittingJob submit(int parallelism) throws Exception {
    return submit(refresh(), parallelism, streaming());
  }

  private CommittingJob submit(CommitRefresh refresh, int parallelism, Configuration configuration)
      throws Exception {
    running = CommittingJob.prepare(refresh, lake, parallelism, configuration).submit();
    return running;
  }

  private int refreshes() {
    return milvus.server().calls(TRIGGER);
  }

  private void untilRefreshes(int number) throws Exception {
    Eventually.until(number + " refreshes", () -> refreshes() == number);
  }

  @Test
  void checkpointWithDataIsOneRefreshAndAnEmptyOneIsNone(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    CommittingJob job = submit(2);
    job.passCheckpoints(cluster);
    assertThat(refreshes()).isZero();
    job.feed("a", "b", "c", "d");
    untilRefreshes(1);
    assertThat(job.files()).isEqualTo(2);
    milvus.activeJob().complete();
    job.passCheckpoints(cluster);
    assertThat(refreshes()).isEqualTo(1);
    job.feed("e", "f", "g", "h");
    untilRefreshes(2);
    assertThat(job.files()).isEqualTo(4);
    milvus.activeJob().complete();
    job.passCheckpoints(cluster);
    assertThat(refreshes()).isEqualTo(2);
    assertThat(job.starts()).isEqualTo(1);
  }

  @Test
  void commitsWhileARefreshIsActiveAreJoinedAndCheckpointsComplete(
      @InjectMiniCluster MiniCluster cluster) throws Exception {
    CommittingJob job = submit(1);
    job.feed("a");
    untilRefreshes(1);
    JobControl first = milvus.activeJob().inProgress(10);
    for (int files = 2; files <= 4; files++) {
      int expected = files;
      job.feed("more");
      Eventually.until("it is committed", () -> job.files() == expected);
    }
    job.passCheckpoints(cluster);
    assertThat(refreshes()).isEqualTo(1);
    first.complete();
    untilRefreshes(2);
    milvus.activeJob().complete();
    job.passCheckpoints(cluster);
    assertThat(refreshes()).isEqualTo(2);
  }

  @Test
  void refreshOfSomebodyElseIsQueuedBehind(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    JobControl other = milvus.refresh().inProgress(10);
    CommittingJob job = submit(1);
    job.feed("a");
    Eventually.until("it meets the other", () -> refreshes() == 1);
    job.passCheckpoints(cluster);
    other.complete();
    Eventually.until("it has its own", () -> milvus.latestJob().jobId() != other.jobId());
    assertThat(job.starts()).isEqualTo(1);
  }

  @Test
  void failedRefreshIsCountedAndTheNextCommitRefreshesAgain(
      @InjectMiniCluster MiniCluster cluster, @InjectClusterRESTAddress URI rest) throws Exception {
    CommittingJob job = submit(1);
    JobMetrics metrics = new JobMetrics(new RestApi(rest), job.client().getJobID());
    job.feed("a");
    untilRefreshes(1);
    Eventually.until(
        "it is counted", () -> metrics.ofOperators("refreshesStarted").equals(List.of(1L)));
    assertThat(metrics.ofOperators("refreshOwed")).containsExactly(0L);
    job.feed("b");
    Eventually.until(
        "another is owed", () -> metrics.ofOperators("refreshOwed").equals(List.of(1L)));
    milvus.activeJob().complete();
    untilRefreshes(2);
    milvus.activeJob().fail("no such bucket");
    Eventually.until(
        "the failure is counted", () -> metrics.ofOperators("refreshesFailed").equals(List.of(1L)));
    job.passCheckpoints(cluster);
    assertThat(refreshes()).isEqualTo(2);
    job.feed("c");
    untilRefreshes(3);
    assertThat(job.starts()).isEqualTo(1);
  }

  @Test
  void activeRefreshIsFollowedWhenATaskFails(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    CommittingJob job = submit(2);
    job.feed("a", "b");
    untilRefreshes(1);
    JobControl first = milvus.activeJob().inProgress(10);
    // One whose answer was not there yet would be owed still, and queue behind itself.
    Eventually.until("it is known to be started", () -> milvus.polls() > 0);
    job.passCheckpoints(cluster);
    job.failAtNextCheckpoint();
    Eventually.until("the tasks start anew", () -> job.starts() == 2);
    int polls = milvus.polls();
    Eventually.until("it is followed", () -> milvus.polls() > polls);
    job.passCheckpoints(cluster);
    assertThat(refreshes()).as("it is not started twice").isEqualTo(1);
    first.complete();
    job.passCheckpoints(cluster);
    assertThat(refreshes()).isEqualTo(1);
    job.feed("c");
    untilRefreshes(2);
  }

  @Test
  void owedRefreshIsStartedByTheJobThatIsRestored(
      @InjectMiniCluster MiniCluster cluster, @TempDir Path savepoints) throws Exception {
    CommittingJob job = submit(1);
    job.feed("a");
    untilRefreshes(1);
    JobControl first = milvus.activeJob().inProgress(10);
    job.feed("b");
    Eventually.until("it is committed", () -> job.files() == 2);
    job.passCheckpoints(cluster);
    String savepoint =
        job.client()
            .stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    Configuration restored = streaming();
    restored.setString("execution.savepoint.path", savepoint);
    restored.setString("execution.state-recovery.path", savepoint);
    CommittingJob next = submit(refresh(), 2, restored);
    next.passCheckpoints(cluster);
    assertThat(refreshes()).as("the first one is still followed").isEqualTo(1);
    first.complete();
    untilRefreshes(2);
    milvus.activeJob().complete();
    next.passCheckpoints(cluster);
    assertThat(refreshes()).isEqualTo(2);
  }

  @Test
  void serverThatIsAwayIsBorneAndCheckpointsComplete(
      @InjectMiniCluster MiniCluster cluster, @TempDir Path data) throws Exception {
    milvus.restart(builder -> builder.dataDirectory(data));
    int port = milvus.server().port();
    CommittingJob job = submit(1);
    milvus.server().close();
    job.feed("a");
    Eventually.until("it is committed", () -> job.files() == 1);
    job.passCheckpoints(cluster);
    milvus.resume(EmbeddedMilvus.builder().dataDirectory(data).port(port));
    untilRefreshes(1);
    assertThat(job.starts()).isEqualTo(1);
  }

  @Test
  void serverThatIsAwayForTooLongRestartsTheTaskWhichGoesOn(
      @InjectMiniCluster MiniCluster cluster, @TempDir Path data) throws Exception {
    milvus.restart(builder -> builder.dataDirectory(data));
    int port = milvus.server().port();
    AwaitOptions impatient =
        AwaitOptions.builder().unreachableTimeout(Duration.ofMillis(100)).build();
    CommittingJob job = submit(refresh().awaiting(impatient), 1, streaming());
    job.passCheckpoints(cluster);
    milvus.server().close();
    job.feed("a");
    Eventually.until("the tasks start anew", () -> job.starts() >= 2);
    milvus.resume(EmbeddedMilvus.builder().dataDirectory(data).port(port));
    Eventually.until("it is refreshed", () -> refreshes() >= 1);
  }

  @Test
  void refusedCredentialsFailTheJobOnce() throws Exception {
    milvus.restart(builder -> builder.apiKey("sekret"));
    CommittingJob job = submit(1);
    job.feed("a");
    Throwable error = catchThrowable(job::join);
    assertThat(Sql.rootMessage(error)).contains("[MILVUS_UNAUTHENTICATED]");
    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    assertThat(job.starts()).isEqualTo(1);
  }

  @Test
  void unknownCollectionFailsTheJobOnce() throws Exception {
    CommitRefresh unknown =
        CommitRefresh.of("nowhere").connection(ConnectionOptions.builder(milvus.uri()).build());
    CommittingJob job = submit(unknown, 1, streaming());
    job.feed("a");
    Throwable error = catchThrowable(job::join);
    assertThat(Sql.rootMessage(error)).contains("[MILVUS_ERROR]", "nowhere");
    assertThat(job.starts()).isEqualTo(1);
  }

  @Test
  void leavesNoThreadWhenCancelled() throws Exception {
    CommittingJob job = submit(1);
    String thread = "milvus-refresh-127.0.0.1:" + milvus.server().port();
    job.feed("a");
    untilRefreshes(1);
    Eventually.until("it is followed", () -> milvus.polls() > 0);
    assertThat(LiveThreads.names()).contains(thread);
    job.client().cancel().get();
    Eventually.until("the thread ends", () -> !LiveThreads.names().contains(thread));
  }
}
