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
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.flink.commit.CommitRefresh;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Refreshes after the commits of a sink whose input ends. */
class BoundedRefreshingSinkITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @TempDir Path lake;
  private CommittingJob job;

  /** What a test that failed leaves would hold the slots of the next. */
  @AfterEach
  void cancel() throws Exception {
    if (job != null && !job.status().isTerminalState()) {
      job.client().cancel().get();
    }
  }

  /** When a sink commits its last data differs. */
  enum Mode {
    BATCH(Map.of("execution.runtime-mode", "BATCH")),
    STREAMING_WITH_CHECKPOINTS(Map.of("execution.checkpointing.interval", "50 ms")),
    STREAMING_WITH_ONE_CHECKPOINT(Map.of("execution.checkpointing.interval", "1 h")),
    STREAMING_WITHOUT_CHECKPOINTS(Map.of());

    private final Map<String, String> options;

    Mode(Map<String, String> options) {
      this.options = options;
    }

    Configuration configuration() {
      return Configuration.fromMap(options);
    }
  }

  private CommitRefresh refresh() {
    return CommitRefresh.of(ScriptedMilvus.COLLECTION)
        .connection(ConnectionOptions.builder(milvus.uri()).build());
  }

  private void submit(CommitRefresh refresh, int parallelism, Mode mode) throws Exception {
    job = CommittingJob.prepareBounded(refresh, lake, parallelism, mode.configuration()).submit();
  }

  /** One after the other, until the Flink job has ended. */
  private void endRefreshes(Consumer<JobControl> end) throws Exception {
    Set<Long> ended = new HashSet<>();
    Eventually.until(
        "the job ends",
        () -> {
          JobControl latest = milvus.latestJob();
          if (ended.add(latest.jobId())) {
            end.accept(latest);
          }
          return job.status().isTerminalState();
        });
  }

  /** The server looks into the directory, which is empty before, and fails a refresh of nothing. */
  @ParameterizedTest
  @EnumSource
  void lastRefreshStartsAfterTheLastCommitAndBeforeTheJobEnds(Mode mode) throws Exception {
    try (EmbeddedMilvus server = EmbeddedMilvus.start()) {
      server.createExternalCollection("docs", lake.toString(), "{\"format\":\"vortex\"}");
      ConnectionOptions connection = ConnectionOptions.builder(server.uri()).build();
      submit(CommitRefresh.of("docs").connection(connection), 2, mode);
      job.join();
      try (RefreshClient client = RefreshClient.open(connection)) {
        List<RefreshJob> jobs = client.jobs();
        assertThat(jobs).hasSizeBetween(1, 3);
        assertThat(jobs.get(0).startTime()).isAfterOrEqualTo(lastCommit());
        Eventually.until(
            "all completed",
            () ->
                client.jobs().stream().allMatch(job -> job.state().equals(RefreshState.COMPLETED)));
      }
    }
  }

  /** A file is committed by renaming it, which changes its status. */
  private Instant lastCommit() throws IOException {
    Instant last = Instant.MIN;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(lake)) {
      for (Path file : files) {
        Instant renamed = ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
        last = renamed.isAfter(last) ? renamed : last;
      }
    }
    return last.truncatedTo(ChronoUnit.MILLIS);
  }

  @ParameterizedTest
  @EnumSource
  void endIsHeldBackUntilTheLastRefreshCanStart(Mode mode) throws Exception {
    JobControl other = milvus.refresh().inProgress(10);
    submit(refresh(), 1, mode);
    Eventually.until("it queues behind the other", () -> milvus.polls() > 1);
    assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    endRefreshes(JobControl::complete);
    assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
    assertThat(milvus.latestJob().jobId()).isNotEqualTo(other.jobId());
  }

  @ParameterizedTest
  @EnumSource
  void endIsHeldBackUntilTheLastRefreshCompletedIfAskedFor(Mode mode) throws Exception {
    submit(refresh().awaitingLast(), 1, mode);
    Eventually.until("it is followed", () -> milvus.polls() > 1);
    assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    endRefreshes(JobControl::complete);
    assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
  }

  @Test
  void lastRefreshThatFailsFailsTheJobIfItIsAwaited() throws Exception {
    submit(refresh().awaitingLast(), 1, Mode.STREAMING_WITH_CHECKPOINTS);
    Eventually.until("it is followed", () -> milvus.polls() > 1);
    endRefreshes(refresh -> refresh.fail("no such bucket"));
    assertThat(Sql.rootMessage(catchThrowable(job::join)))
        .contains("[REFRESH_FAILED]", "no such bucket");
  }

  @ParameterizedTest
  @EnumSource
  void refusalAtTheEndFailsTheJob(Mode mode) throws Exception {
    milvus.restart(builder -> builder.apiKey("sekret"));
    submit(refresh(), 1, mode);
    assertThat(Sql.rootMessage(catchThrowable(job::join))).contains("[MILVUS_UNAUTHENTICATED]");
  }

  /** A restart would find all tasks finished, and end well without a refresh. */
  @Test
  void serverThatStaysAwayAtTheEndFailsTheJob() throws Exception {
    CommitRefresh impatient =
        refresh()
            .awaiting(AwaitOptions.builder().unreachableTimeout(Duration.ofMillis(100)).build());
    milvus.server().close();
    submit(impatient, 1, Mode.STREAMING_WITH_ONE_CHECKPOINT);
    assertThat(Sql.rootMessage(catchThrowable(job::join))).contains("[MILVUS_UNREACHABLE]");
  }

  @Test
  void cancelEndsTheWaitAtTheEnd() throws Exception {
    submit(refresh().awaitingLast(), 1, Mode.STREAMING_WITHOUT_CHECKPOINTS);
    Eventually.until("it is followed", () -> milvus.polls() > 1);
    job.client().cancel().get();
    Eventually.until("the job is cancelled", () -> job.status() == JobStatus.CANCELED);
  }
}
