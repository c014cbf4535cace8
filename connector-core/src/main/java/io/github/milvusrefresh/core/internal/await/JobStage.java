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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.AwaitProgress;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.FailureKind;
import io.github.milvusrefresh.core.error.JobExpiredException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.JobStalledException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Waits for the job to end, and judges how it did: the rules of AWAIT.md, sections 4.4 to 4.8. */
final class JobStage implements Stage {

  /** A failure that is not persisted yet can be taken back, or lack its reason. */
  private static final Duration CONFIRM_FAILED = Duration.ofSeconds(15);

  /** How long a job that was seen may be unknown before it counts as gone. */
  private static final Duration SEEN_NOT_FOUND_GRACE = Duration.ofSeconds(15);

  private static final int MIN_NOT_FOUND_POLLS = 3;
  private static final Duration DOUBT_INTERVAL = Duration.ofSeconds(1);

  private final long jobId;
  private final Wait wait;
  private final AwaitContext context;
  private final AwaitOptions options;
  private final StallWatch stall;
  private @Nullable WatchedJob watched;
  private @Nullable CompletableFuture<List<RefreshJob>> explanation;
  private boolean stopped;
  private boolean sawRunning;
  private int highest;

  JobStage(long jobId, Wait wait) {
    this.jobId = jobId;
    this.wait = wait;
    this.context = wait.context();
    this.options = wait.options();
    this.stall = new StallWatch(options);
  }

  private WatchedJob watched() {
    return requireNonNull(watched);
  }

  @Override
  public void begin() {
    watched = context.poller().watch(jobId, this, wait.pauseBeforeFirstLook());
  }

  @Override
  public void lookOnceMore() {
    context.poller().lookOnceMore(watched(), wait.deadlineAt());
  }

  @Override
  public void stop() {
    stopped = true;
    context.poller().unwatch(watched(), this);
    if (explanation != null) {
      explanation.cancel(true);
    }
  }

  // --- what the poller asks

  @Nullable CollectionName collection() {
    return wait.collection();
  }

  Duration rpcTimeout() {
    return wait.rpcTimeout();
  }

  Duration unreachableTimeout() {
    return options.unreachableTimeout();
  }

  void countCall() {
    wait.countCall();
  }

  boolean suspectsStall() {
    return stall.suspects();
  }

  /** The pause that this wait wants between the last poll and the next. */
  Duration pause(JobOutlook outlook, long now) {
    WatchedJob job = watched();
    if (wait.isPastDeadline(now)) {
      return Duration.ZERO;
    }
    Duration min = options.minPollInterval();
    Duration max = options.maxPollInterval();
    if (job.isInTrouble()) {
      return PollSchedule.blind(job.silentFor(now), min, max);
    }
    if (job.missingPolls() > 0 || job.isFailing()) {
      Duration root = PollSchedule.blind(outlook.elapsed(), min, max);
      return root.compareTo(DOUBT_INTERVAL) < 0 && !job.isFailing() ? root : DOUBT_INTERVAL;
    }
    return PollSchedule.interval(outlook, min, max);
  }

  // --- judging

  /**
   * Judges an answer.
   *
   * @param contactAt when the last good answer came
   */
  void judge(PollAnswer answer, long contactAt) {
    wait.guard(
        () -> {
          wait.countCall();
          if (answer instanceof PollAnswer.Seen seen) {
            wait.inContact();
            onSeen(seen.job());
          } else if (answer instanceof PollAnswer.Missing missing) {
            wait.inContact();
            onMissing(missing.error());
          } else if (answer instanceof PollAnswer.Trouble trouble) {
            wait.bear(trouble.error(), contactAt);
          } else if (answer instanceof PollAnswer.Refused refused) {
            wait.refused(refused.error());
          }
          if (explanation == null && !stopped) {
            wait.timeOutIfPast(watched().askedAt());
          }
        });
  }

  private void onSeen(RefreshJob job) {
    Long submittedAt = wait.job() == null ? wait.submittedAt() : null;
    if (submittedAt != null && job.startTime() != null) {
      context.clock().sawFuture(job.startTime(), submittedAt);
    }
    tell(job);
    if (job.state().equals(RefreshState.COMPLETED)) {
      wait.jobCompleted(job, sawRunning);
    } else if (job.state().equals(RefreshState.FAILED)) {
      onFailed(job);
    } else {
      sawRunning = true;
      watchForStall();
    }
  }

  private void tell(RefreshJob job) {
    RefreshJob before = wait.job();
    if (before != null && job.progress() < before.progress()) {
      context.metrics().regressed();
    }
    highest = Math.max(highest, job.progress());
    wait.sees(job);
    wait.tellProgress(progress(job), WatchedJob.isSame(before, job));
  }

  private AwaitProgress progress(RefreshJob job) {
    return new AwaitProgress(job, highest, wait.waited(), watched().unchangedFor());
  }

  private void onFailed(RefreshJob job) {
    boolean believed =
        job.endTime() != null
            || watched().failingFor(context.scheduler().nanoTime()).compareTo(CONFIRM_FAILED) >= 0;
    if (believed) {
      RefreshFailedException failure = new RefreshFailedException(job);
      boolean applied = failure.kind() == FailureKind.APPLIED_NOT_INDEXED;
      wait.failed(applied ? AwaitOutcome.APPLIED_NOT_INDEXED : AwaitOutcome.FAILED, failure);
    }
  }

  private void watchForStall() {
    if (!stall.isNews(watched())) {
      return;
    }
    AwaitProgress progress = progress(requireNonNull(wait.job()));
    JobLog.stalled(progress);
    context.metrics().stalled();
    wait.tellStalled(progress);
    if (options.failWhenStalled()) {
      wait.failed(
          AwaitOutcome.STALLED, new JobStalledException(progress.job(), progress.unchangedFor()));
    }
  }

  private void onMissing(JobNotFoundException missing) {
    boolean lastLook = wait.isPastDeadline(watched().askedAt());
    if (explanation == null && (lastLook || isMissingForGood())) {
      explain(missing);
    }
  }

  private boolean isMissingForGood() {
    Duration missingFor = watched().missingFor(context.scheduler().nanoTime());
    if (wait.job() != null) {
      return missingFor.compareTo(SEEN_NOT_FOUND_GRACE) >= 0;
    }
    Duration grace = options.notFoundGrace();
    return missingFor.compareTo(grace) >= 0
        && (watched().missingPolls() >= MIN_NOT_FOUND_POLLS || grace.isZero());
  }

  /**
   * The list, of the collection if that is known, tells dropped, expired and wrong ids apart; a
   * list that failed counts as empty.
   */
  private void explain(JobNotFoundException missing) {
    RpcOptions rpc = RpcOptions.defaults().withTimeout(wait.rpcTimeout());
    CollectionName known = wait.collection();
    CompletableFuture<List<RefreshJob>> list =
        JobPoller.attempt(
            () -> known == null ? context.calls().jobs(rpc) : context.calls().jobs(known, rpc));
    explanation = list;
    wait.countCall();
    wait.onAnswer(
        list,
        (jobs, error) -> {
          explanation = null;
          onList(missing, jobs == null ? List.of() : jobs);
        });
  }

  private void onList(JobNotFoundException missing, List<RefreshJob> jobs) {
    Optional<RefreshJob> found = jobs.stream().filter(job -> job.jobId() == jobId).findFirst();
    if (found.isPresent()) {
      context.poller().take(watched(), new PollAnswer.Seen(found.get()));
      return;
    }
    MilvusRefreshException failure =
        VanishedJob.explain(jobId, wait.job(), jobs, context.scheduler().now(), missing);
    boolean expired = failure instanceof JobExpiredException;
    wait.failed(expired ? AwaitOutcome.EXPIRED : AwaitOutcome.NOT_FOUND, failure);
  }

  @Override
  public MilvusRefreshException timeout(Duration timeout) {
    return new AwaitTimeoutException(
        jobId, wait.job(), timeout, wait.sinceJobSeen(), wait.lastTrouble());
  }
}
