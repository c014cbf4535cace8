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

import io.github.milvusrefresh.core.AwaitListener;
import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.AwaitProgress;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.OnFailure;
import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.core.internal.await.ListenerMailbox.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller's wait, from its start to its one end: the deadline, the allowance for trouble, the
 * listener, and the stages it goes through. Its future may be ended from outside on any thread; all
 * else happens on the scheduler's.
 */
final class Wait {

  /** How long after the deadline the last look may take. */
  private static final Duration LAST_LOOK = Duration.ofSeconds(5);

  /** A handle this young is not from another process, whose wall clock may differ. */
  private static final Duration JUST_NOW = Duration.ofSeconds(30);

  /** How long a listener may hold up the end. */
  private static final Duration LISTENER_PATIENCE = Duration.ofSeconds(1);

  private final AwaitTarget target;
  private final AwaitOptions options;
  private final AwaitContext context;
  private final Scheduler scheduler;
  private final @Nullable ListenerMailbox mailbox;
  private final CompletableFuture<AwaitResult> future = new CompletableFuture<>();

  private final long startedAt;
  private Duration timeout = Duration.ZERO;
  private Runnable undoTimer = () -> {};
  private @Nullable Stage stage;
  private boolean ended;
  private int polls;
  private @Nullable Long jobId;
  private @Nullable CollectionName collection;
  private @Nullable RefreshJob job;
  private long jobSeenAt;
  private @Nullable Duration detectionDelay;
  private @Nullable UnreachableException trouble;

  Wait(AwaitTarget target, AwaitOptions options, AwaitListener listener, AwaitContext context) {
    this.target = target;
    this.options = options;
    this.context = context;
    this.scheduler = context.scheduler();
    this.startedAt = scheduler.nanoTime();
    context.metrics().waitStarted();
    this.mailbox =
        listener == AwaitListener.NONE
            ? null
            : new ListenerMailbox(listener, context.listenerThreads(), context.metrics());
  }

  CompletableFuture<AwaitResult> future() {
    return future;
  }

  /** Ends the polling, if it was the caller or the client that ended the future. */
  void givenUp() {
    scheduler.schedule(() -> end("CANCELLED"), Duration.ZERO);
  }

  // --- course

  void start() {
    guard(
        () -> {
          timeout = timeoutOfTarget();
          undoTimer = scheduler.schedule(() -> guard(this::onDeadline), timeout);
          enter(firstStage());
        });
  }

  private Duration timeoutOfTarget() {
    if (target instanceof JobHandle handle) {
      Duration left = Duration.between(scheduler.now(), handle.deadline());
      return AwaitOptions.builder()
          .timeout(left.isNegative() ? Duration.ZERO : left)
          .build()
          .timeout();
    }
    return options.timeout();
  }

  private Stage firstStage() {
    if (target instanceof AwaitTarget.LatestJob latest) {
      collection = latest.collection();
      return new LatestJobStage(latest.collection(), this);
    }
    if (target instanceof JobHandle handle) {
      collection = handle.collection();
      jobId = handle.jobId();
    } else {
      jobId = ((AwaitTarget.Job) target).jobId();
    }
    return new JobStage(jobId, this);
  }

  /** No job ends sooner than the shortest pause after it was submitted; an older one is due. */
  Duration pauseBeforeFirstLook() {
    Duration pause = Duration.ZERO;
    if (target instanceof JobHandle handle && !handle.attached()) {
      Duration age = Duration.between(handle.submittedAt(), scheduler.now());
      pause = options.minPollInterval().minus(age.isNegative() ? Duration.ZERO : age);
    }
    return pause.isNegative() ? Duration.ZERO : pause;
  }

  /** When this process submitted the job just now, in nanoseconds; null if it was not so. */
  @Nullable Long submittedAt() {
    if (target instanceof JobHandle handle && !handle.attached()) {
      Duration age = Duration.between(handle.submittedAt(), scheduler.now());
      if (!age.isNegative() && age.compareTo(JUST_NOW) < 0) {
        return scheduler.nanoTime() - age.toNanos();
      }
    }
    return null;
  }

  private void enter(Stage next) {
    if (stage != null) {
      stage.stop();
    }
    stage = next;
    next.begin();
  }

  /** The collection's job is known. */
  void located(long id) {
    jobId = id;
    enter(new JobStage(id, this));
  }

  /** The job completed; while this wait looked, unless it had before. */
  void jobCompleted(RefreshJob completed, boolean sawItRun) {
    if (sawItRun && completed.endTime() != null) {
      detectionDelay = context.clock().since(completed.endTime(), scheduler.nanoTime());
      context.metrics().detected(detectionDelay);
    }
    if (options.waitFor() == Readiness.COMPLETED) {
      ready();
    } else {
      enter(new IndexedStage(completed, this));
    }
  }

  /** All indexes are finished. */
  void indexed(RefreshJob completed) {
    if (options.waitFor() == Readiness.INDEXED) {
      ready();
    } else {
      enter(new LoadedStage(completed, this));
    }
  }

  /** The data is as ready as asked for. */
  void ready() {
    finish(AwaitOutcome.COMPLETED, () -> future.complete(result(AwaitOutcome.COMPLETED)));
  }

  // --- deadline

  private void onDeadline() {
    undoTimer = scheduler.schedule(() -> guard(this::timedOut), LAST_LOOK);
    requireNonNull(stage).lookOnceMore();
  }

  long deadlineAt() {
    return startedAt + timeout.toNanos();
  }

  boolean isPastDeadline(long nanoTime) {
    return nanoTime - deadlineAt() >= 0;
  }

  /** Ends the wait if it goes on although it asked at or after the deadline. */
  void timeOutIfPast(long askedAt) {
    if (isOpen() && isPastDeadline(askedAt)) {
      timedOut();
    }
  }

  private void timedOut() {
    failed(AwaitOutcome.TIMED_OUT, requireNonNull(stage).timeout(timeoutAsGiven()));
  }

  /** A user who gave a job an hour is not told of the 59 minutes and odd that were left of it. */
  private Duration timeoutAsGiven() {
    if (target instanceof JobHandle handle) {
      Duration given = Duration.between(handle.submittedAt(), handle.deadline());
      return given.isNegative() ? Duration.ZERO : given;
    }
    return timeout;
  }

  // --- answers

  void sees(RefreshJob answer) {
    job = answer;
    jobSeenAt = scheduler.nanoTime();
  }

  void countCall() {
    polls++;
  }

  void inContact() {
    if (trouble != null) {
      tell(Kind.CONTACT, AwaitListener::onReachable);
    }
    trouble = null;
  }

  /** Bears trouble as long as the options allow, since the last good answer. */
  void bear(UnreachableException error, long contactAt) {
    Duration away = Duration.ofNanos(scheduler.nanoTime() - contactAt);
    if (trouble == null) {
      tell(Kind.CONTACT, listener -> listener.onUnreachable(away, error));
    }
    trouble = error;
    if (away.compareTo(options.unreachableTimeout()) >= 0) {
      failed(AwaitOutcome.UNREACHABLE, error.endingWait(jobId, job, away));
    }
  }

  // --- the listener

  void tellProgress(AwaitProgress progress, boolean unchanged) {
    if (unchanged) {
      tell(Kind.HEARTBEAT, listener -> listener.onHeartbeat(progress));
    } else {
      tell(Kind.PROGRESS, listener -> listener.onProgress(progress));
    }
  }

  void tellStalled(AwaitProgress progress) {
    tell(Kind.STALL, listener -> listener.onStalled(progress));
  }

  private void tell(Kind kind, Consumer<AwaitListener> event) {
    if (mailbox != null) {
      mailbox.put(kind, event);
    }
  }

  // --- the end

  boolean isOpen() {
    return !ended && !future.isDone();
  }

  void failed(AwaitOutcome outcome, MilvusRefreshException failure) {
    finish(
        outcome,
        options.onFailure() == OnFailure.RETURN
            ? () -> future.complete(result(outcome))
            : () -> future.completeExceptionally(failure));
  }

  /** Ends by an error that no outcome names. */
  void refused(Throwable error) {
    if (isOpen()) {
      end("REFUSED");
      future.completeExceptionally(error);
    }
  }

  private void finish(AwaitOutcome outcome, Runnable deliver) {
    if (!isOpen()) {
      return;
    }
    end(outcome.name());
    if (mailbox == null) {
      deliver.run();
    } else {
      undoTimer = scheduler.schedule(deliver, LISTENER_PATIENCE);
      mailbox.whenHeard(() -> scheduler.schedule(deliver, Duration.ZERO));
    }
  }

  private void end(String how) {
    if (ended) {
      undoTimer.run();
      return;
    }
    ended = true;
    undoTimer.run();
    if (stage != null) {
      stage.stop();
    }
    context.metrics().waitEnded(how, waited(), polls);
  }

  private AwaitResult result(AwaitOutcome outcome) {
    return new AwaitResult(outcome, jobId, job, waited(), polls, detectionDelay);
  }

  // --- plumbing

  /** A defect of ours must end the wait, never hang it. */
  void guard(Runnable step) {
    if (!isOpen()) {
      return;
    }
    try {
      step.run();
    } catch (RuntimeException e) {
      refused(e);
    }
  }

  /** Brings an answer to the scheduler's thread, unless the wait has ended. */
  <T> void onAnswer(
      CompletableFuture<T> call, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
    call.whenComplete(
        (value, error) ->
            scheduler.schedule(() -> guard(() -> handler.accept(value, error)), Duration.ZERO));
  }

  AwaitContext context() {
    return context;
  }

  AwaitOptions options() {
    return options;
  }

  @Nullable CollectionName collection() {
    return collection;
  }

  @Nullable RefreshJob job() {
    return job;
  }

  Duration waited() {
    return Duration.ofNanos(scheduler.nanoTime() - startedAt);
  }

  @Nullable Duration sinceJobSeen() {
    return job == null ? null : Duration.ofNanos(scheduler.nanoTime() - jobSeenAt);
  }

  @Nullable String lastTrouble() {
    return trouble == null ? null : trouble.getMessage();
  }

  /** The deadline of one call; that of a last look is short. */
  Duration rpcTimeout() {
    boolean lastLook = isPastDeadline(scheduler.nanoTime());
    Duration rpc = context.rpcTimeout();
    return lastLook && rpc.compareTo(LAST_LOOK) > 0 ? LAST_LOOK : rpc;
  }
}
