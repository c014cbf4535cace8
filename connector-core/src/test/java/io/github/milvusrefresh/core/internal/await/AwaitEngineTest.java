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
package io.github.milvusrefresh.core.internal.await;

import static io.github.milvusrefresh.core.Jobs.ID;
import static io.github.milvusrefresh.core.Jobs.completed;
import static io.github.milvusrefresh.core.Jobs.failed;
import static io.github.milvusrefresh.core.Jobs.inProgress;
import static io.github.milvusrefresh.core.Jobs.job;
import static io.github.milvusrefresh.core.Jobs.pending;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.OnFailure;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.FailureKind;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.JobExpiredException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.core.error.UnauthenticatedException;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The rules of waiting, in virtual time; numbers are those of AWAIT.md, section 4. */
class AwaitEngineTest {

  private static final AwaitTarget JOB = AwaitTarget.job(ID);

  private static final AwaitOptions RETURNING =
      AwaitOptions.builder().onFailure(OnFailure.RETURN).build();

  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualScheduler time = new VirtualScheduler();
  private final ScriptedCalls server = new ScriptedCalls(time);
  private final AwaitEngine engine = server.engine();

  private CompletableFuture<AwaitResult> await() {
    return engine.awaitAsync(JOB, AwaitOptions.defaults());
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static UnreachableException away() {
    return new UnreachableException(
        "milvus:19530", UnreachableCause.REFUSED, "Connection refused", null, null);
  }

  private static JobNotFoundException notFound() {
    return new JobNotFoundException(ID, null, null);
  }

  // --- polling

  @Test
  void looksAtOnceAndThenByTheSquareRootOfTheElapsedTime() {
    server.answer(elapsed -> elapsed.compareTo(seconds(60)) < 0 ? inProgress(0) : completed());

    CompletableFuture<AwaitResult> result = await();
    time.advance(HOUR);

    assertThat(server.polls.get(0)).isZero();
    for (int i = 1; i < server.polls.size(); i++) {
      double before = server.polls.get(i - 1).toNanos() / 1e9;
      double expected = Math.max(0.25, 0.295 * Math.sqrt(before));
      double pause = server.polls.get(i).toNanos() / 1e9 - before;
      assertThat(pause).isBetween(0.9 * expected, 1.1 * expected);
    }
    assertThat(result.join().polls())
        .isEqualTo(server.polls.size() + server.histories)
        .isBetween(45, 60);
    assertThat(result.join().waited()).isEqualTo(server.polls.get(server.polls.size() - 1));
  }

  @Test
  void neverPausesLongerThanTheLongestInterval() {
    server.answer(elapsed -> inProgress(0));

    engine.awaitAsync(JOB, AwaitOptions.builder().timeout(Duration.ofHours(3)).build());
    time.advance(Duration.ofHours(3));

    for (int i = 1; i < server.polls.size(); i++) {
      assertThat(server.polls.get(i).minus(server.polls.get(i - 1)))
          .isLessThanOrEqualTo(seconds(11));
    }
  }

  @Test
  void pauseCountsFromTheStartOfASlowPoll() {
    server.answerLater(
        elapsed -> {
          CompletableFuture<RefreshJob> answer = new CompletableFuture<>();
          time.schedule(() -> answer.complete(inProgress(1)), Duration.ofMillis(200));
          return answer;
        });

    await();
    time.advance(seconds(2));

    assertThat(server.polls.get(1)).isBetween(seconds(0.225), seconds(0.275));
  }

  @Test
  void makesNoBurstAfterAStandstill() {
    server.answer(elapsed -> inProgress(1));
    await();
    time.advance(seconds(10));
    int before = server.polls.size();

    time.pause(Duration.ofMinutes(30));
    time.advance(seconds(1));

    assertThat(server.polls).hasSize(before + 1);
  }

  // --- terminal answers

  @Test
  void completesOnFirstSight() {
    server.answer(elapsed -> completed());

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ZERO);

    assertThat(result).isCompletedWithValueMatching(r -> r.outcome() == AwaitOutcome.COMPLETED);
    assertThat(result.join().job()).isEqualTo(completed());
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void progress100IsNotSuccess() {
    server.answer(elapsed -> inProgress(100));

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ofMinutes(10));

    assertThat(result).isNotDone();
  }

  @Test
  void stateAndProgressMayGoBackwards() {
    List<RefreshJob> script =
        List.of(pending(), inProgress(50), pending(), inProgress(99), inProgress(90), completed());
    server.answer(elapsed -> script.get(Math.min(server.polls.size(), script.size()) - 1));

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ofMinutes(1));

    assertThat(result.join().polls()).isEqualTo(6 + server.histories);
  }

  @Test
  void unknownStateIsNotTerminal() {
    server.answer(
        elapsed -> server.polls.size() < 3 ? job(new RefreshState(7), 100, "", null) : completed());

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ofMinutes(1));

    assertThat(result.join().polls()).isEqualTo(3 + server.histories);
  }

  @Test
  void reasonWhilePendingIsNotFailure() {
    server.answer(
        elapsed ->
            server.polls.size() < 3
                ? job(RefreshState.PENDING, 0, "bucket not found", null)
                : completed());

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ofMinutes(1));

    assertThat(result).isCompleted();
  }

  @Test
  void failsWithTheServersReason() {
    server.answer(elapsed -> failed("no files found in external source: s3://b/p"));

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ZERO);

    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(RefreshFailedException.class)
        .hasMessageContaining(
            "[REFRESH_FAILED] Refresh job 465787408941891028 of collection 'docs' failed at 40 %:"
                + " no files found in external source: s3://b/p. The previous snapshot stays");
  }

  @Test
  void timeoutWaitingForIndexesMeansThatTheDataIsLive() {
    server.answer(elapsed -> failed("timeout waiting for indexes: the refreshed data is applied"));

    CompletableFuture<AwaitResult> strict = await();
    CompletableFuture<AwaitResult> lenient = engine.awaitAsync(JOB, RETURNING);
    time.advance(Duration.ZERO);

    assertThat(lenient.join().outcome()).isEqualTo(AwaitOutcome.APPLIED_NOT_INDEXED);
    assertThatThrownBy(strict::join)
        .hasMessageContaining("The new data is live but not wholly indexed")
        .cause()
        .isInstanceOfSatisfying(
            RefreshFailedException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.APPLIED_NOT_INDEXED));
  }

  @Test
  void failureWithoutEndTimeIsConfirmedAndGetsItsReason() {
    server.answer(
        elapsed ->
            elapsed.compareTo(seconds(1)) < 0
                ? job(RefreshState.FAILED, 0, "", null)
                : failed("late reason"));

    CompletableFuture<AwaitResult> result = await();
    time.advance(seconds(0.9));
    assertThat(result).isNotDone();
    time.advance(seconds(0.2));

    assertThatThrownBy(result::join).hasMessageContaining("late reason");
  }

  @Test
  void failureWithoutEndTimeCanBeTakenBack() {
    server.answer(
        elapsed ->
            switch (server.polls.size()) {
              case 1 -> job(RefreshState.FAILED, 0, "", null);
              case 2 -> inProgress(10);
              default -> completed();
            });

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ofMinutes(1));

    assertThat(result.join().outcome()).isEqualTo(AwaitOutcome.COMPLETED);
  }

  @Test
  void failureThatStaysWithoutEndTimeIsBelievedAfter15Seconds() {
    server.answer(elapsed -> job(RefreshState.FAILED, 0, "", null));

    CompletableFuture<AwaitResult> result = await();
    time.advance(seconds(14));
    assertThat(result).isNotDone();
    time.advance(seconds(2));

    assertThatThrownBy(result::join).hasMessageContaining("the server gave no reason");
  }

  // --- deadline

  @Test
  void timesOutAfterOneLastLookAtTheDeadline() {
    server.answer(elapsed -> inProgress(40));

    CompletableFuture<AwaitResult> result =
        engine.awaitAsync(JOB, AwaitOptions.builder().timeout(Duration.ofMinutes(5)).build());
    time.advance(Duration.ofMinutes(6));

    assertThat(server.polls.get(server.polls.size() - 1)).isEqualTo(Duration.ofMinutes(5));
    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(AwaitTimeoutException.class)
        .hasMessageContaining(
            "[AWAIT_TIMEOUT] Refresh job 465787408941891028 did not end within 5m. Last seen 0ms"
                + " ago: RefreshInProgress of collection 'docs' at 40 %, no reason given. The job"
                + " may still run; await it again with"
                + " await_refresh(job_id => 465787408941891028), or raise timeout.");
  }

  @Test
  void successOnTheLastLookWins() {
    Duration timeout = Duration.ofMinutes(5);
    server.answer(elapsed -> elapsed.compareTo(timeout) < 0 ? inProgress(40) : completed());

    CompletableFuture<AwaitResult> result =
        engine.awaitAsync(JOB, AwaitOptions.builder().timeout(timeout).build());
    time.advance(timeout);

    assertThat(result).isCompleted();
  }

  @Test
  void aJobThatEndsAtTheVeryDeadlineCompletes() {
    Duration timeout = Duration.ofMinutes(5);
    server.answer(elapsed -> elapsed.compareTo(timeout) < 0 ? inProgress(0) : completed());

    CompletableFuture<AwaitResult> result =
        engine.awaitAsync(JOB, AwaitOptions.builder().timeout(timeout).build());
    time.advance(HOUR);

    assertThat(result.join().waited()).isEqualTo(timeout);
  }

  @Test
  void anAnswerThatComesAfterACancelChangesNothing() {
    server.answerLater(elapsed -> new CompletableFuture<>());
    CompletableFuture<AwaitResult> result = await();
    time.advance(seconds(1));

    server.answers.get(0).complete(completed());
    result.cancel(true);
    time.advance(HOUR);

    assertThat(result).isCancelled();
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void aDeadlineThatOverflowsIsFarAway() {
    server.answer(elapsed -> elapsed.compareTo(HOUR) < 0 ? inProgress(0) : completed());

    CompletableFuture<AwaitResult> result =
        engine.awaitAsync(
            JOB, AwaitOptions.builder().timeout(Duration.ofSeconds(Long.MAX_VALUE)).build());
    time.advance(HOUR.multipliedBy(2));

    assertThat(result).isCompleted();
  }

  @Test
  void timeoutZeroLooksExactlyOnce() {
    server.answer(elapsed -> pending());

    CompletableFuture<AwaitResult> result =
        engine.awaitAsync(JOB, AwaitOptions.builder().timeout(Duration.ZERO).build());
    time.advance(Duration.ofMinutes(1));

    assertThat(server.polls).hasSize(1);
    assertThatThrownBy(result::join).hasCauseInstanceOf(AwaitTimeoutException.class);
  }

  @Test
  void aCallThatHangsAtTheDeadlineGivesWayToTheLastLook() {
    server.answerLater(
        elapsed ->
            elapsed.compareTo(seconds(20)) < 0
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(completed()));

    CompletableFuture<AwaitResult> result =
        engine.awaitAsync(JOB, AwaitOptions.builder().timeout(seconds(20)).build());
    time.advance(seconds(30));

    assertThat(server.polls).containsExactly(Duration.ZERO, seconds(20));
    assertThat(server.timeouts).containsExactly(seconds(15), seconds(5));
    assertThat(server.answers.get(0)).isCancelled();
    assertThat(result.join().outcome()).isEqualTo(AwaitOutcome.COMPLETED);
  }

  @Test
  void aLastLookThatHangsEndsFiveSecondsAfterTheDeadline() {
    server.answerLater(elapsed -> new CompletableFuture<>());

    CompletableFuture<AwaitResult> result =
        engine.awaitAsync(JOB, AwaitOptions.builder().timeout(seconds(20)).build());
    time.advance(seconds(24.9));
    assertThat(result).isNotDone();
    time.advance(seconds(0.1));

    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(AwaitTimeoutException.class)
        .hasMessageContaining("The server gave no good answer.");
    assertThat(server.answers).allMatch(CompletableFuture::isCancelled);
  }

  // --- trouble

  @Test
  void bearsAnOutageOf4Minutes59Seconds() {
    Duration end = Duration.ofMinutes(4).plusSeconds(59);
    server.answer(
        elapsed -> {
          if (elapsed.compareTo(end) < 0) {
            throw away();
          }
          return completed();
        });

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ofMinutes(6));

    assertThat(result).isCompleted();
  }

  @Test
  void givesUpAfterFiveMinutesWithoutAGoodAnswer() {
    server.answer(
        elapsed -> {
          if (elapsed.isZero()) {
            return inProgress(10);
          }
          throw away();
        });

    CompletableFuture<AwaitResult> strict = await();
    CompletableFuture<AwaitResult> lenient = engine.awaitAsync(JOB, RETURNING);
    time.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(strict).isNotDone();
    time.advance(Duration.ofMillis(1));

    assertThatThrownBy(strict::join)
        .hasCauseInstanceOf(UnreachableException.class)
        .hasMessageContaining(
            "[MILVUS_UNREACHABLE] Milvus at milvus:19530 gave no good answer about refresh job"
                + " 465787408941891028 for 5m: the connection was refused (Connection refused)."
                + " The job may still run");
    assertThat(lenient.join().outcome()).isEqualTo(AwaitOutcome.UNREACHABLE);
    assertThat(lenient.join().job()).isEqualTo(inProgress(10));
  }

  @Test
  void aGoodAnswerRenewsTheAllowance() {
    server.answer(
        elapsed -> {
          if (elapsed.toMinutes() == 4 || elapsed.toMinutes() == 8) {
            return inProgress(10);
          }
          if (elapsed.toMinutes() >= 12) {
            return completed();
          }
          throw away();
        });

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ofMinutes(13));

    assertThat(result).isCompleted();
  }

  @Test
  void troubleCannotProlongTheDeadlineAndIsNamedInTheTimeout() {
    server.answer(
        elapsed -> {
          throw away();
        });

    CompletableFuture<AwaitResult> result =
        engine.awaitAsync(JOB, AwaitOptions.builder().timeout(Duration.ofMinutes(1)).build());
    time.advance(Duration.ofMinutes(1));

    assertThatThrownBy(result::join)
        .hasMessageContaining("The server gave no good answer. Last trouble:")
        .hasMessageContaining("Connection refused");
  }

  @Test
  void aWrongCertificateEndsTheWaitAtOnce() {
    server.answer(
        elapsed -> {
          throw new UnreachableException(
              "milvus:443", UnreachableCause.CERTIFICATE, "no path", null, null);
        });

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ZERO);

    assertThatThrownBy(result::join).hasMessageContaining("a certificate was not accepted");
  }

  @Test
  void refusedCredentialsEndTheWaitAtOnceEvenALenientOne() {
    server.answer(
        elapsed -> {
          throw new UnauthenticatedException("milvus:19530", "auth check failure", null);
        });

    CompletableFuture<AwaitResult> result = engine.awaitAsync(JOB, RETURNING);
    time.advance(Duration.ZERO);

    assertThat(server.polls).hasSize(1);
    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(UnauthenticatedException.class)
        .hasMessageContaining("[MILVUS_UNAUTHENTICATED]");
  }

  @Test
  void aCallThatThrowsInsteadOfFailingDoesNotHangTheWait() {
    server.answerLater(
        elapsed -> {
          throw new IllegalStateException("defect");
        });

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ZERO);

    assertThatThrownBy(result::join).hasMessageContaining("defect");
  }

  // --- not found

  @Test
  void aJobNeverSeenIsUnknownAfterThreePollsAndFiveSeconds() {
    server.answer(
        elapsed -> {
          throw notFound();
        });

    CompletableFuture<AwaitResult> result = await();
    time.advance(seconds(4.9));
    assertThat(result).isNotDone();
    time.advance(seconds(1.2));

    assertThat(server.lists).isEqualTo(1);
    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(JobNotFoundException.class)
        .hasMessageContaining("[JOB_NOT_FOUND] The server does not know refresh job");
  }

  @Test
  void aJobThatShowsWithinTheGraceIsAwaited() {
    server.answer(
        elapsed -> {
          if (elapsed.compareTo(seconds(4)) < 0) {
            throw notFound();
          }
          return completed();
        });

    CompletableFuture<AwaitResult> result = await();
    time.advance(seconds(6));

    assertThat(result).isCompleted();
  }

  @Test
  void aDroppedJobNamesTheActiveOne() {
    RefreshJob active =
        new RefreshJob(ID - 1, "docs", RefreshState.IN_PROGRESS, 5, "", "", "", time.now(), null);
    server.answer(
        elapsed -> {
          throw notFound();
        });
    server.list(CompletableFuture.completedFuture(List.of(active)));

    CompletableFuture<AwaitResult> result = await();
    time.advance(seconds(10));

    assertThatThrownBy(result::join)
        .hasMessageContaining("in favour of job 465787408941891027, which is active for")
        .cause()
        .isInstanceOfSatisfying(
            JobNotFoundException.class, e -> assertThat(e.activeJobId()).hasValue(ID - 1));
  }

  @Test
  void aListThatFailsStillEndsTheWait() {
    server.answer(
        elapsed -> {
          throw notFound();
        });
    server.list(CompletableFuture.failedFuture(away()));

    CompletableFuture<AwaitResult> result = await();
    time.advance(seconds(10));

    assertThatThrownBy(result::join).hasCauseInstanceOf(JobNotFoundException.class);
  }

  @Test
  void aListThatHasTheJobAfterAllGoesOn() {
    server.answer(
        elapsed -> {
          if (elapsed.compareTo(seconds(20)) < 0) {
            throw notFound();
          }
          return completed();
        });
    server.list(CompletableFuture.completedFuture(List.of(inProgress(3))));

    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ofMinutes(1));

    assertThat(result).isCompleted();
  }

  @Test
  void aJobThatWasSeenAndIsGoneFor15SecondsIsExpiredNotFailed() {
    server.answer(
        elapsed -> {
          if (elapsed.isZero()) {
            return inProgress(99);
          }
          throw notFound();
        });

    CompletableFuture<AwaitResult> strict = await();
    CompletableFuture<AwaitResult> lenient = engine.awaitAsync(JOB, RETURNING);
    time.advance(seconds(14));
    assertThat(strict).isNotDone();
    time.advance(seconds(3));

    assertThatThrownBy(strict::join)
        .hasCauseInstanceOf(JobExpiredException.class)
        .hasMessageContaining("last seen RefreshInProgress at 99 %. Its outcome is unknown");
    assertThat(lenient.join().outcome()).isEqualTo(AwaitOutcome.EXPIRED);
  }

  @Test
  void aGoodAnswerEndsTheDoubtWhetherTheJobIsThere() {
    server.answer(
        elapsed -> {
          long second = elapsed.toSeconds();
          if ((second >= 1 && second < 11) || (second >= 12 && second < 22)) {
            throw notFound();
          }
          return second < 22 ? inProgress(1) : completed();
        });

    CompletableFuture<AwaitResult> result = await();
    time.advance(seconds(30));

    assertThat(result).isCompleted();
    assertThat(server.lists).isZero();
  }

  @Test
  void anIdOlderThanTheRetentionIsExpired() {
    time.pause(Duration.ofDays(2));
    server.answer(
        elapsed -> {
          throw notFound();
        });

    CompletableFuture<AwaitResult> result = await();
    time.advance(seconds(10));

    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(JobExpiredException.class)
        .hasMessageContaining(
            "[JOB_EXPIRED] Refresh job 465787408941891028 was submitted at 2026-04-22T06:05:55");
  }

  // --- giving up

  @Test
  void cancellingStopsThePollsAndTheCallInFlight() {
    server.answerLater(elapsed -> new CompletableFuture<>());
    CompletableFuture<AwaitResult> result = await();
    time.advance(seconds(1));

    result.cancel(true);
    time.advance(HOUR);

    assertThat(server.answers).hasSize(1);
    assertThat(server.answers.get(0)).isCancelled();
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void cancellingBetweenPollsLeavesNothingScheduled() {
    server.answer(elapsed -> inProgress(1));
    CompletableFuture<AwaitResult> result = await();
    time.advance(seconds(10));
    int polls = server.polls.size();

    result.cancel(true);
    time.advance(Duration.ZERO);

    assertThat(time.pendingTasks()).isZero();
    time.advance(HOUR);
    assertThat(server.polls).hasSize(polls);
  }

  @Test
  void aThousandCancelledWaitsLeaveNothing() {
    server.answerLater(elapsed -> new CompletableFuture<>());
    for (int i = 0; i < 1000; i++) {
      CompletableFuture<AwaitResult> result = await();
      if (i % 2 == 0) {
        time.advance(Duration.ofMillis(1));
      }
      result.cancel(true);
    }
    time.advance(Duration.ZERO);

    assertThat(time.pendingTasks()).isZero();
    assertThat(server.answers).allMatch(CompletableFuture::isDone);
  }

  @Test
  void anotherWaitForTheSameJobIsNotTouchedByACancel() {
    server.answer(elapsed -> elapsed.compareTo(seconds(30)) < 0 ? inProgress(1) : completed());
    CompletableFuture<AwaitResult> first = await();
    CompletableFuture<AwaitResult> second = await();
    time.advance(seconds(10));

    first.cancel(true);
    time.advance(HOUR);

    assertThat(second).isCompleted();
  }

  @Test
  void closingEndsAllWaitsAndRefusesNewOnes() {
    server.answer(elapsed -> inProgress(1));
    CompletableFuture<AwaitResult> before = await();
    time.advance(seconds(1));

    engine.close();
    CompletableFuture<AwaitResult> after = await();
    time.advance(Duration.ZERO);

    for (CompletableFuture<AwaitResult> wait : List.of(before, after)) {
      assertThat(wait.handle((result, error) -> error).join())
          .isInstanceOf(CancellationException.class)
          .hasMessage("The client was closed while waiting; the job goes on.");
    }
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void anInterruptEndsABlockingWaitAndItsPolls() throws Exception {
    server.answer(elapsed -> inProgress(1));
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                engine.await(JOB, AwaitOptions.defaults());
                seen.complete(new AssertionError("The wait ended"));
              } catch (Throwable e) {
                seen.complete(e);
              }
            });
    waiting.start();
    waiting.interrupt();

    assertThat(seen.get(10, SECONDS)).isInstanceOf(InterruptedException.class);
    time.advance(Duration.ZERO);
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void refusesAnIdThatIsNone() {
    assertThatThrownBy(() -> AwaitTarget.job(0))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("[INVALID_ARGUMENT] Argument 'job_id' is '0': expected a number above 0.");
  }

  @Test
  void aResultOnceDeliveredNeverChanges() {
    server.answer(
        elapsed -> {
          if (server.polls.size() == 1) {
            return completed();
          }
          throw notFound();
        });
    CompletableFuture<AwaitResult> result = await();

    time.advance(HOUR);

    assertThat(result.join().job()).isEqualTo(completed());
    assertThat(server.polls).hasSize(1);
  }

  @Test
  void joinWrapsOnlyOnce() {
    server.answer(elapsed -> failed("broken"));
    CompletableFuture<AwaitResult> result = await();
    time.advance(Duration.ZERO);

    assertThatThrownBy(result::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(RefreshFailedException.class)
        .hasNoCause();
  }
}
