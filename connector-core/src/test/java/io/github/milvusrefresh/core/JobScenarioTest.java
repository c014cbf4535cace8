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
package io.github.milvusrefresh.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.FailureKind;
import io.github.milvusrefresh.core.error.JobExpiredException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.core.error.RefreshInProgressException;
import io.github.milvusrefresh.core.error.ServerErrorException;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Scenarios of how a job goes, and ends or does not. */
class JobScenarioTest extends WireTest {

  private static final Duration SERVER_LIMIT = Duration.ofHours(1);
  private static final AwaitOptions IMPATIENT = within(Duration.ofMillis(300));

  @Scenario(number = 3, issues = 49233, value = "pending for an hour, with no reason given")
  class PendingForAnHour {

    @Test
    void ourDeadlineComesFirstAndTellsWhatIsKnown() {
      start(scripted());
      JobControl job = refresh();

      assertThat(awaitFailure(AwaitTimeoutException.class, AwaitTarget.job(job.jobId()), IMPATIENT))
          .hasMessageMatching(
              ("\\[AWAIT_TIMEOUT] Refresh job %1$d did not end within 300ms\\. Last seen \\d+ms ago:"
                      + " RefreshPending of collection 'docs' at 0 %%, no reason given\\. The job may"
                      + " still run; await it again with await_refresh\\(job_id => %1$d\\), or raise"
                      + " timeout\\.")
                  .formatted(job.jobId()));
      assertThat(client.progress(job.jobId()).state()).isEqualTo(RefreshState.PENDING);
    }

    @Test
    void theServersOwnLimitIsToldFromOurs() throws Exception {
      start(scripted());
      JobControl job = refresh();
      CompletableFuture<AwaitResult> wait = awaitAsync(job);
      moreCalls(PROGRESS, 2);
      server.advance(SERVER_LIMIT);

      assertThatThrownBy(() -> end(wait))
          .cause()
          .hasMessageContaining("failed at 0 %: timeout. The server's limit for a job passed")
          .isInstanceOfSatisfying(
              RefreshFailedException.class,
              error -> assertThat(error.kind()).isEqualTo(FailureKind.SERVER_TIMEOUT));
    }

    /** Newer servers say why they cannot plan, while they go on trying: no failure yet. */
    @Test
    void aReasonGivenMeanwhileIsShown() {
      start(scripted());
      JobControl job = refresh();
      job.planning("explore external files failed: NoSuchBucket");

      assertThat(awaitFailure(AwaitTimeoutException.class, AwaitTarget.job(job.jobId()), IMPATIENT))
          .hasMessageContaining(
              "RefreshPending of collection 'docs' at 0 %, "
                  + "reason: explore external files failed: NoSuchBucket");
      server.advance(SERVER_LIMIT);
      RefreshFailedException error = awaitFailure(RefreshFailedException.class, job);
      assertThat(error.kind()).isEqualTo(FailureKind.SERVER_TIMEOUT);
      assertThat(error)
          .hasMessageContaining(
              "timeout, last failure: explore external files failed: NoSuchBucket");
    }
  }

  @Scenario(number = 5, issues = 53629, value = "never terminal, no progress, no reason")
  class NeverTerminal {

    private JobControl job;

    private void startStuck() {
      start(scripted());
      job = refresh().inProgress(0).neverTimesOut();
      server.advance(SERVER_LIMIT.multipliedBy(5));
    }

    @Test
    void theDeadlineEndsTheWait() {
      startStuck();

      assertThat(awaitFailure(AwaitTimeoutException.class, AwaitTarget.job(job.jobId()), IMPATIENT))
          .hasMessageContaining("RefreshInProgress of collection 'docs' at 0 %, no reason given");
      assertThat(client.progress(job.jobId()).endTime()).isNull();
    }

    @Test
    void anInterruptEndsTheWait() {
      startStuck();
      Thread waiting = Thread.currentThread();
      AtomicBoolean interrupted = new AtomicBoolean();
      AwaitListener interrupting =
          new AwaitListener() {
            @Override
            public void onHeartbeat(AwaitProgress progress) {
              if (interrupted.compareAndSet(false, true)) {
                waiting.interrupt();
              }
            }
          };

      assertThatThrownBy(
              () -> client.awaiter().await(AwaitTarget.job(job.jobId()), QUICK, interrupting))
          .isInstanceOf(InterruptedException.class);
      assertThat(client.progress(job.jobId()).state()).isEqualTo(RefreshState.IN_PROGRESS);
    }

    @Test
    void cancellingEndsTheWaitAndItsPolls() throws Exception {
      start(scripted());
      client.close();
      CountDownLatch ended = new CountDownLatch(1);
      client = RefreshClient.open(ConnectionOptions.builder(server.uri()).build(), onEnd(ended));
      job = refresh().inProgress(0).neverTimesOut();
      CompletableFuture<AwaitResult> wait = awaitAsync(job);
      moreCalls(PROGRESS, 3);

      wait.cancel(true);

      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      int before = server.calls(PROGRESS);
      server.createExternalCollection("other", SOURCE, SPEC);
      JobControl other = server.job(server.refresh("other"));
      for (int poll = 0; poll < 15; poll++) {
        other.thenOnPoll(j -> {});
      }
      other.thenOnPoll(JobControl::complete);
      assertThat(server.calls(PROGRESS) - before).isLessThanOrEqualTo(1);
      AwaitResult result = await(other);
      assertThat(server.calls(PROGRESS) - before).isLessThanOrEqualTo(result.polls() + 1);
    }

    private RefreshMetrics onEnd(CountDownLatch ended) {
      return new RefreshMetrics() {
        @Override
        public void waitEnded(String end, Duration waited, int polls) {
          if (end.equals("CANCELLED")) {
            ended.countDown();
          }
        }
      };
    }
  }

  @Scenario(
      number = 7,
      issues = {52332, 52445},
      value = "tasks are tried again: state and progress go backwards")
  class GoesBackwards {

    @Test
    void raisesNoAlarmAndIsToldAsItIs() throws Exception {
      start(scripted());
      Semaphore heard = new Semaphore(0);
      List<AwaitProgress> told = new CopyOnWriteArrayList<>();
      List<String> alarms = new CopyOnWriteArrayList<>();
      JobControl job = refresh().hideFromLists(1);
      job.script(
          j -> j.inProgress(50),
          after(heard, j -> j.planning("")),
          after(heard, j -> j.inProgress(0)),
          after(heard, JobControl::complete));

      AwaitResult result =
          client
              .awaiter()
              .await(
                  AwaitTarget.job(job.jobId()),
                  QUICK,
                  new AwaitListener() {
                    @Override
                    public void onProgress(AwaitProgress progress) {
                      told.add(progress);
                      heard.release();
                    }

                    @Override
                    public void onStalled(AwaitProgress progress) {
                      alarms.add("stalled");
                    }
                  });

      assertThat(result.outcome()).isEqualTo(AwaitOutcome.COMPLETED);
      assertThat(told)
          .extracting(progress -> progress.job().state())
          .containsExactly(
              RefreshState.IN_PROGRESS,
              RefreshState.PENDING,
              RefreshState.IN_PROGRESS,
              RefreshState.COMPLETED);
      assertThat(told)
          .extracting(progress -> progress.job().progress())
          .containsExactly(50, 0, 0, 100);
      assertThat(told).extracting(AwaitProgress::progress).containsExactly(50, 50, 50, 100);
      assertThat(told)
          .extracting(AwaitProgress::regressed)
          .containsExactly(false, true, true, false);
      assertThat(alarms).isEmpty();
    }

    /** Holds the answer back until the listener heard of the one before. */
    private Consumer<JobControl> after(Semaphore heard, Consumer<JobControl> step) {
      return job -> {
        try {
          assertThat(heard.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        step.accept(job);
      };
    }
  }

  @Scenario(
      number = 8,
      issues = 52714,
      value = "the job is held at 90 to 99 % until all is indexed")
  class HeldForIndexes {

    @Test
    void thePlateauIsWaitedOut() throws Exception {
      start(scripted());
      JobControl job = refresh().hideFromLists(1);
      job.script(
          j -> j.inProgress(99),
          j -> j.inProgress(90),
          j -> j.inProgress(93),
          j -> j.inProgress(99),
          JobControl::complete);

      AwaitResult result = await(job);

      assertThat(result.outcome()).isEqualTo(AwaitOutcome.COMPLETED);
      assertThat(result.job().progress()).isEqualTo(100);
      assertThat(server.calls(PROGRESS)).isEqualTo(5);
    }

    @Test
    void theCollectionStaysBusyMeanwhile() throws Exception {
      Path source = SmallParquet.write(directory.resolve("docs"), "1.parquet", 7);
      SmallParquet.write(source, "2.parquet", 7);
      startOver(
          source,
          EmbeddedMilvus.builder()
              .virtualTime()
              .finalizationDelay(Duration.ofSeconds(1))
              .refreshWaitForIndex(Duration.ofSeconds(10)));
      server.createIndex("docs", "vector");
      JobControl job = refresh();
      server.advance(Duration.ZERO);
      assertThat(client.progress(job.jobId()).progress()).isEqualTo(99);
      CompletableFuture<AwaitResult> wait = awaitAsync(job);
      moreCalls(PROGRESS, 2);

      server.advance(Duration.ofSeconds(1));
      assertThat(client.progress(job.jobId()).progress()).isEqualTo(90);
      server.advance(Duration.ofSeconds(5));
      assertThat(client.progress(job.jobId()).progress()).isEqualTo(95);
      RefreshInProgressException error =
          catchThrowableOfType(
              RefreshInProgressException.class, () -> client.refresh(RefreshRequest.of("docs")));
      assertThat(error)
          .hasMessageContaining("[REFRESH_IN_PROGRESS] Refresh job " + job.jobId() + " of");
      assertThat(wait).isNotDone();

      server.advance(Duration.ofSeconds(5));
      assertThat(end(wait).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    }
  }

  @Scenario(
      number = 9,
      issues = 52717,
      value = "failed, though its data is served: only indexes lack")
  class AppliedNotIndexed {

    @Test
    void isAnOutcomeOfItsOwn() throws Exception {
      Path source = SmallParquet.write(directory.resolve("docs"), "1.parquet", 7);
      startOver(
          source, EmbeddedMilvus.builder().virtualTime().refreshWaitForIndex(Duration.ofHours(2)));
      server.createIndex("docs", "vector");
      JobControl job = refresh();
      server.advance(SERVER_LIMIT);

      RefreshFailedException error = awaitFailure(RefreshFailedException.class, job);
      assertThat(error.kind()).isEqualTo(FailureKind.APPLIED_NOT_INDEXED);
      assertThat(error)
          .hasMessageContaining(
              "timeout waiting for indexes: the refreshed data is applied and serving")
          .hasMessageEndingWith(
              "The new data is live but not wholly indexed; wait for the indexes, do not refresh.");
      assertThat(
              client
                  .awaiter()
                  .await(
                      AwaitTarget.job(job.jobId()),
                      QUICK.toBuilder().onFailure(OnFailure.RETURN).build())
                  .outcome())
          .isEqualTo(AwaitOutcome.APPLIED_NOT_INDEXED);
      try (ServerLook look = new ServerLook(server)) {
        assertThat(look.rows("docs")).isEqualTo(7);
      }
    }
  }

  @Scenario(number = 10, issues = 49225, value = "a source without rows")
  class NoRows {

    @Test
    void anEmptyDirectoryFailsWithAReason() throws Exception {
      Path source = Files.createDirectory(directory.resolve("docs"));
      startOver(source, EmbeddedMilvus.builder());

      assertThat(awaitFailure(RefreshFailedException.class, refresh()))
          .hasMessageContaining("no files found in external source: " + source);
    }

    @Test
    void aFileWithoutRowsCompletes() throws Exception {
      startOver(
          SmallParquet.write(directory.resolve("docs"), "1.parquet", 0), EmbeddedMilvus.builder());
      server.createIndex("docs", "vector");

      assertThat(await(refresh()).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
      try (ServerLook look = new ServerLook(server)) {
        assertThat(look.rows("docs")).isZero();
      }
    }
  }

  @Scenario(
      number = 11,
      issues = 49232,
      value = "failed within seconds, with a reason of many lines")
  class LongReason {

    private static final String REASON =
        "external field size sampling failed for all 1 segment(s); refusing to emit segments with"
            + " MemorySize=0\n"
            + "\tat column \"Embedding\": no such column, did you mean 'embedding'?\n".repeat(300);

    @Test
    void isKeptWhole() throws Exception {
      start(scripted());
      JobControl job = refresh();
      CompletableFuture<AwaitResult> wait = awaitAsync(job);
      moreCalls(PROGRESS, 2);
      server.advance(Duration.ofSeconds(2));
      job.fail(REASON);

      assertThatThrownBy(() -> end(wait))
          .cause()
          .hasMessageContaining(REASON)
          .isInstanceOfSatisfying(
              RefreshFailedException.class,
              error ->
                  assertThat(error.lastJob())
                      .hasValueSatisfying(
                          last -> {
                            assertThat(last.reason()).isEqualTo(REASON);
                            assertThat(last.duration()).hasValue(Duration.ofSeconds(2));
                          }));
    }
  }

  @Scenario(number = 18, value = "the job expires between two polls: kept for 24 h, then forgotten")
  class Expired {

    private static final Duration RETENTION = Duration.ofHours(24);

    @Test
    void theOutcomeIsUnknownAndNotCalledFailure() throws Exception {
      start(scripted());
      JobControl job = refresh().hideFromLists(1);
      job.script(
          j -> j.inProgress(99),
          j -> {
            j.complete();
            server.advance(RETENTION);
          });
      AwaitTarget target = AwaitTarget.job(job.jobId());

      AwaitResult result =
          client.awaiter().await(target, IMPATIENT.toBuilder().onFailure(OnFailure.RETURN).build());

      assertThat(result.outcome()).isEqualTo(AwaitOutcome.EXPIRED);
      assertThat(result.job().progress()).isEqualTo(99);
    }

    @Test
    void theErrorSaysSo() {
      start(scripted());
      JobControl job = refresh().hideFromLists(1);
      job.script(j -> j.inProgress(99), JobControl::expire);

      assertThat(awaitFailure(JobExpiredException.class, AwaitTarget.job(job.jobId()), IMPATIENT))
          .hasMessageStartingWith(
              "[JOB_EXPIRED] Refresh job %d of collection 'docs' is gone; last seen"
                      .formatted(job.jobId())
                  + " RefreshInProgress at 99 %. Its outcome is unknown");
    }

    /** The id holds the time of the submission. */
    @Test
    void anIdOfYesterdayIsToldFromAWrongOne() throws Exception {
      start(scripted());
      server.advance(Duration.ofMinutes(1));
      JobControl job = refresh().complete();
      server.advance(RETENTION);

      assertThat(awaitFailure(JobExpiredException.class, job))
          .hasMessageContaining("was submitted at 2026-01-01T00:01:00Z, by its id")
          .hasMessageContaining("Its outcome is unknown");
    }
  }

  @Scenario(number = 19, value = "the collection is dropped while its job runs")
  class DroppedCollection {

    @Test
    void theJobFailsAndStaysKnownByItsId() throws Exception {
      Path source = directory.resolve("docs");
      for (int file = 0; file < 10; file++) {
        SmallParquet.write(source, file + ".parquet", 1);
      }
      startOver(source, EmbeddedMilvus.builder().virtualTime().scanRate(1));
      JobControl job = refresh();
      CompletableFuture<AwaitResult> wait = awaitAsync(job);
      server.advance(Duration.ofSeconds(1));
      moreCalls(PROGRESS, 2);
      server.dropCollection("docs");
      server.advance(Duration.ofSeconds(10));

      assertThatThrownBy(() -> end(wait))
          .cause()
          .isInstanceOf(RefreshFailedException.class)
          .message()
          .containsPattern(
              "failed at 0 %: collection \\d+ not found in meta: service internal error");
      assertThat(client.progress(job.jobId()).state()).isEqualTo(RefreshState.FAILED);
      assertThat(client.jobs()).extracting(RefreshJob::jobId).containsExactly(job.jobId());
      assertThatThrownBy(() -> client.jobs(CollectionName.parse("docs")))
          .isInstanceOf(ServerErrorException.class)
          .hasMessageContaining("code 100 (CollectionNotExists)");
    }

    /** Newer servers try to apply it for ever, beyond their own limit. */
    @Test
    void aJobStuckAt99EndsAtOurDeadline() {
      start(scripted());
      JobControl job = refresh().inProgress(99).neverTimesOut();
      server.dropCollection("docs");
      server.advance(SERVER_LIMIT.multipliedBy(2));

      assertThat(awaitFailure(AwaitTimeoutException.class, AwaitTarget.job(job.jobId()), IMPATIENT))
          .hasMessageContaining("RefreshInProgress of collection 'docs' at 99 %, no reason given");
    }
  }

  @Scenario(
      number = 20,
      value = "failed at first sight without a reason, which the next poll brings")
  class ReasonLater {

    @Test
    void theErrorHasTheReason() {
      start(scripted());
      JobControl job = refresh();
      job.script(JobControl::failWithoutEndTime, j -> j.fail("worker failure 1/1: bad footer"));

      assertThat(awaitFailure(RefreshFailedException.class, job))
          .hasMessageContaining("worker failure 1/1: bad footer");
    }

    @Test
    void aFailureThatIsTakenBackIsNone() throws Exception {
      start(scripted());
      JobControl job = refresh();
      job.script(JobControl::failWithoutEndTime, j -> j.inProgress(10), JobControl::complete);

      assertThat(await(job).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    }
  }
}
