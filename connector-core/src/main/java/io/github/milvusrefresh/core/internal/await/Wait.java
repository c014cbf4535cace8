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

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.FailureKind;
import io.github.milvusrefresh.core.error.JobExpiredException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.core.internal.RefreshCalls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One wait for one job: polls, judges the answers, and ends once. After {@link #start} everything
 * happens on the scheduler's thread, so no field needs a lock.
 *
 * <p>The rules are those of AWAIT.md, sections 4.3 to 4.6.
 */
final class Wait {

  /**
   * How long a failure without an end time may take to be confirmed: the server persists it late.
   */
  private static final Duration CONFIRM_FAILED = Duration.ofSeconds(15);

  /** How long a job that was seen may be unknown before it counts as gone. */
  private static final Duration SEEN_NOT_FOUND_GRACE = Duration.ofSeconds(15);

  private static final int MIN_NOT_FOUND_POLLS = 3;
  private static final Duration DOUBT_INTERVAL = Duration.ofSeconds(1);
  private static final Duration MIN_RPC_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LAST_LOOK_TIMEOUT = Duration.ofSeconds(5);

  private final long jobId;
  private final AwaitOptions options;
  private final Duration rpcTimeout;
  private final RefreshCalls calls;
  private final Scheduler scheduler;
  private final WaitEnd end;
  private final SplittableRandom jitter;
  private final WaitLog log;

  private final long startedAt;
  private int polls;
  private long pollStartedAt;
  private boolean lastLook;
  private volatile Runnable undo = () -> {};
  private @Nullable RefreshJob lastJob;
  private long lastJobAt;
  private long lastContactAt;
  private @Nullable UnreachableException trouble;
  private @Nullable Long failedSince;
  private @Nullable Long notFoundSince;
  private int notFoundPolls;

  Wait(
      long jobId,
      AwaitOptions options,
      Duration rpcTimeout,
      RefreshCalls calls,
      Scheduler scheduler,
      WaitEnd end) {
    this.jobId = jobId;
    this.options = options;
    this.rpcTimeout = rpcTimeout;
    this.calls = calls;
    this.scheduler = scheduler;
    this.end = end;
    this.jitter = new SplittableRandom(jobId);
    this.log = new WaitLog(jobId);
    this.startedAt = scheduler.nanoTime();
    this.lastLook = options.timeout().isZero();
    this.lastContactAt = startedAt;
  }

  void start() {
    end.future().whenComplete((result, error) -> undo.run());
    runAfter(Duration.ZERO, this::poll);
  }

  /** Ends the wait from outside, on any thread. */
  void abandon(Throwable reason) {
    end.refused(reason);
  }

  private void poll() {
    polls++;
    pollStartedAt = scheduler.nanoTime();
    call(calls.progress(jobId, RpcOptions.defaults().withTimeout(pollTimeout())), this::onAnswer);
  }

  private Duration pollTimeout() {
    if (lastLook) {
      return min(rpcTimeout, LAST_LOOK_TIMEOUT);
    }
    return min(rpcTimeout, max(timeLeft(pollStartedAt), MIN_RPC_TIMEOUT));
  }

  private void onAnswer(@Nullable RefreshJob job, @Nullable Throwable error) {
    if (job != null) {
      onJob(job);
    } else if (error instanceof JobNotFoundException notFound) {
      onNotFound(notFound);
    } else if (error instanceof UnreachableException unreachable
        && unreachable.unreachableCause().isTransient()) {
      onTrouble(unreachable);
    } else {
      end.refused(error == null ? new IllegalStateException("No job and no error") : error);
    }
  }

  private void onJob(RefreshJob job) {
    log.job(lastJob, job);
    lastJob = job;
    lastJobAt = scheduler.nanoTime();
    inContact();
    notFoundSince = null;
    notFoundPolls = 0;
    if (job.state().equals(RefreshState.COMPLETED)) {
      end.completed(result(AwaitOutcome.COMPLETED));
    } else if (job.state().equals(RefreshState.FAILED)) {
      onFailed(job);
    } else {
      failedSince = null;
      pollAfter(pauseAfter(sinceStart()));
    }
  }

  /**
   * A failure without an end time is not persisted yet: it can be taken back or lack its reason.
   */
  private void onFailed(RefreshJob job) {
    if (failedSince == null) {
      failedSince = lastJobAt;
    }
    if (job.endTime() != null || since(failedSince).compareTo(CONFIRM_FAILED) >= 0) {
      RefreshFailedException failure = new RefreshFailedException(job);
      boolean applied = failure.kind() == FailureKind.APPLIED_NOT_INDEXED;
      end.failed(result(applied ? AwaitOutcome.APPLIED_NOT_INDEXED : AwaitOutcome.FAILED), failure);
    } else {
      pollAfter(DOUBT_INTERVAL);
    }
  }

  private void onTrouble(UnreachableException unreachable) {
    log.trouble(trouble == null, unreachable);
    trouble = unreachable;
    Duration away = since(lastContactAt);
    Duration allowance = options.unreachableTimeout();
    if (away.compareTo(allowance) >= 0) {
      end.failed(result(AwaitOutcome.UNREACHABLE), unreachable.endingWait(jobId, lastJob, away));
    } else {
      pollAfter(min(pauseAfter(away), allowance.minus(away)));
    }
  }

  private void onNotFound(JobNotFoundException notFound) {
    inContact();
    if (notFoundSince == null) {
      notFoundSince = scheduler.nanoTime();
    }
    notFoundPolls++;
    if (lastLook || isNotFoundForGood(since(notFoundSince))) {
      Duration timeout = min(rpcTimeout, LAST_LOOK_TIMEOUT);
      call(
          calls.jobs(RpcOptions.defaults().withTimeout(timeout)),
          (jobs, error) -> onList(notFound, jobs == null ? List.of() : jobs));
    } else {
      pollAfter(min(DOUBT_INTERVAL, pauseAfter(sinceStart())));
    }
  }

  private boolean isNotFoundForGood(Duration unknownFor) {
    if (lastJob != null) {
      return unknownFor.compareTo(SEEN_NOT_FOUND_GRACE) >= 0;
    }
    return unknownFor.compareTo(options.notFoundGrace()) >= 0
        && (notFoundPolls >= MIN_NOT_FOUND_POLLS || options.notFoundGrace().isZero());
  }

  /** The list tells dropped, expired and wrong ids apart; a list that failed counts as empty. */
  private void onList(JobNotFoundException notFound, List<RefreshJob> jobs) {
    Optional<RefreshJob> found = jobs.stream().filter(job -> job.jobId() == jobId).findFirst();
    if (found.isPresent()) {
      onJob(found.get());
      return;
    }
    MilvusRefreshException failure =
        VanishedJob.explain(jobId, lastJob, jobs, scheduler.now(), notFound);
    boolean expired = failure instanceof JobExpiredException;
    end.failed(result(expired ? AwaitOutcome.EXPIRED : AwaitOutcome.NOT_FOUND), failure);
  }

  private void inContact() {
    if (trouble != null) {
      log.reachableAgain();
    }
    trouble = null;
    lastContactAt = scheduler.nanoTime();
  }

  /** The pause counts from the start of the last poll; polls never pile up after a standstill. */
  private void pollAfter(Duration pause) {
    long now = scheduler.nanoTime();
    Duration left = timeLeft(now);
    if (lastLook) {
      timedOut();
      return;
    }
    Duration delay = max(pause.minus(Duration.ofNanos(now - pollStartedAt)), Duration.ZERO);
    if (delay.compareTo(left) >= 0) {
      lastLook = true;
      delay = max(left, Duration.ZERO);
    }
    runAfter(delay, this::poll);
  }

  private void timedOut() {
    Duration answerAge = lastJob == null ? null : since(lastJobAt);
    String lastTrouble = trouble == null ? null : trouble.getMessage();
    end.failed(
        result(AwaitOutcome.TIMED_OUT),
        new AwaitTimeoutException(jobId, lastJob, options.timeout(), answerAge, lastTrouble));
  }

  private Duration pauseAfter(Duration elapsed) {
    return PollSchedule.jittered(
        PollSchedule.blind(elapsed, options.minPollInterval(), options.maxPollInterval()), jitter);
  }

  private Duration timeLeft(long now) {
    return options.timeout().minusNanos(now - startedAt);
  }

  private AwaitResult result(AwaitOutcome outcome) {
    return new AwaitResult(outcome, jobId, lastJob, sinceStart(), polls);
  }

  /** Brings the answer to the scheduler's thread. */
  private <T> void call(
      CompletableFuture<T> answer, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
    undoAtEnd(() -> answer.cancel(true));
    answer.whenComplete(
        (value, error) -> runAfter(Duration.ZERO, () -> handler.accept(value, error)));
  }

  private void runAfter(Duration delay, Runnable step) {
    undoAtEnd(scheduler.schedule(() -> runUnlessEnded(step), delay));
  }

  /** The one thing under way, a call or a scheduled step, is undone when the caller gives up. */
  private void undoAtEnd(Runnable newUndo) {
    undo = newUndo;
    if (end.future().isDone()) {
      newUndo.run();
    }
  }

  /**
   * A defect of ours, or a call that throws instead of failing, must end the wait, never hang it.
   */
  private void runUnlessEnded(Runnable step) {
    if (end.future().isDone()) {
      return;
    }
    try {
      step.run();
    } catch (RuntimeException e) {
      end.refused(e);
    }
  }

  private Duration sinceStart() {
    return since(startedAt);
  }

  private Duration since(long nanoTime) {
    return Duration.ofNanos(scheduler.nanoTime() - nanoTime);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
