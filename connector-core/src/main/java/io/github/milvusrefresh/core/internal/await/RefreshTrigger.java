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
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.RefreshAwaiter;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.JobExpiredException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.core.error.RefreshInProgressException;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.core.internal.RefreshCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts one refresh. The call is not idempotent, so it is never sent again blindly: when an answer
 * is lost, the list of jobs says whether the job was started, and only if not is it sent again. A
 * refresh that runs already is met as the request says (AWAIT.md, section 4.2). Scheduler thread
 * only, after {@link #start}.
 */
public final class RefreshTrigger {

  /** For how long a lost answer is looked into. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

  /** How far the server's clock may be off when it says when a job began. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final RefreshRequest request;
  private final RpcOptions rpc;
  private final RefreshCalls calls;
  private final AwaitContext context;
  private final RefreshAwaiter awaiter;
  private final Scheduler scheduler;
  private final Instant submittedAt;
  private final long startedAt;
  private final CompletableFuture<JobHandle> result = new CompletableFuture<>();
  private @Nullable UnreachableException lost;
  private long lostAt;
  private Duration backoff = FIRST_BACKOFF;

  private RefreshTrigger(
      RefreshRequest request, RpcOptions rpc, AwaitContext context, RefreshAwaiter awaiter) {
    this.request = request;
    this.rpc = rpc;
    this.calls = context.calls();
    this.context = context;
    this.awaiter = awaiter;
    this.scheduler = context.scheduler();
    this.submittedAt = scheduler.now();
    this.startedAt = scheduler.nanoTime();
  }

  /**
   * Starts the refresh.
   *
   * @return completes with the handle of the job; cancelling it stops what is open here, not the
   *     job
   */
  public static CompletableFuture<JobHandle> start(
      RefreshRequest request, RpcOptions rpc, AwaitContext context, RefreshAwaiter awaiter) {
    RefreshTrigger trigger = new RefreshTrigger(request, rpc, context, awaiter);
    trigger.send();
    return trigger.result;
  }

  private void send() {
    follow(
        () -> calls.refresh(request, rpc),
        (jobId, error) -> {
          if (jobId != null) {
            submitted(jobId, false);
          } else if (error instanceof RefreshInProgressException active) {
            onActive(active);
          } else if (error instanceof UnreachableException away && mayHaveStarted(away)) {
            onLost(away);
          } else {
            fail(error);
          }
        });
  }

  private void submitted(long jobId, boolean attached) {
    result.complete(
        new JobHandle(
            jobId,
            request.collection(),
            submittedAt,
            submittedAt.plus(request.timeout()),
            attached));
  }

  // --- the answer is lost

  private static boolean mayHaveStarted(UnreachableException away) {
    UnreachableCause cause = away.unreachableCause();
    return cause.isTransient() && !cause.neverSent();
  }

  private void onLost(UnreachableException away) {
    if (lost == null) {
      lostAt = scheduler.nanoTime();
    }
    lost = away;
    if (since(lostAt).compareTo(PATIENCE) >= 0) {
      fail(away);
    } else {
      afterBackoff(this::lookForIt);
    }
  }

  private void lookForIt() {
    follow(
        () -> calls.jobs(request.collection(), rpc),
        (jobs, error) -> {
          if (jobs != null) {
            jobs.stream()
                .filter(this::isOurs)
                .findFirst()
                .ifPresentOrElse(job -> submitted(job.jobId(), true), this::send);
          } else if (PollAnswer.isTransient(error) && since(lostAt).compareTo(PATIENCE) < 0) {
            afterBackoff(this::lookForIt);
          } else {
            fail(PollAnswer.isTransient(error) ? lost : error);
          }
        });
  }

  /** It began after we asked, on the source we asked for. Specs come back redacted: no proof. */
  private boolean isOurs(RefreshJob job) {
    if (job.startTime() == null) {
      return false;
    }
    Duration age = context.clock().since(job.startTime(), scheduler.nanoTime());
    return age.compareTo(since(startedAt).plus(SKEW)) <= 0
        && calls.isSourceOf(job, request.externalSource());
  }

  // --- another one runs

  private void onActive(RefreshInProgressException refusal) {
    follow(
        () -> calls.jobs(request.collection(), rpc),
        (jobs, error) -> {
          Optional<RefreshJob> active =
              (jobs == null ? List.<RefreshJob>of() : jobs)
                  .stream().filter(job -> !job.state().isTerminal()).findFirst();
          if (lost != null && active.filter(this::isOurs).isPresent()) {
            submitted(active.get().jobId(), true);
          } else {
            Long named =
                refusal.activeJobId().isPresent() ? refusal.activeJobId().getAsLong() : null;
            meet(active.map(RefreshJob::jobId).orElse(named), refusal);
          }
        });
  }

  private void meet(@Nullable Long activeJobId, RefreshInProgressException refusal) {
    if (request.ifRunning() == IfRunning.FAIL) {
      fail(
          new RefreshInProgressException(
              request.collection(), activeJobId, refusal.serverStatus().orElseThrow()));
    } else if (activeJobId == null) {
      afterBackoff(timeLeft().isNegative() ? () -> fail(refusal) : this::send);
    } else if (request.ifRunning() == IfRunning.ATTACH) {
      submitted(activeJobId, true);
    } else {
      queueBehind(activeJobId);
    }
  }

  private void queueBehind(long activeJobId) {
    Duration left = timeLeft();
    AwaitOptions options =
        AwaitOptions.builder().timeout(left.isNegative() ? Duration.ZERO : left).build();
    follow(
        () -> awaiter.awaitAsync(AwaitTarget.job(activeJobId), options),
        (end, error) -> {
          boolean over =
              error == null
                  || error instanceof RefreshFailedException
                  || error instanceof JobNotFoundException
                  || error instanceof JobExpiredException;
          if (over) {
            send();
          } else if (error instanceof AwaitTimeoutException late) {
            fail(
                AwaitTimeoutException.inQueue(
                    request.collection(),
                    activeJobId,
                    late.lastJob().orElse(null),
                    request.timeout()));
          } else {
            fail(error);
          }
        });
  }

  // --- plumbing

  private void fail(@Nullable Throwable error) {
    result.completeExceptionally(
        error == null ? new IllegalStateException("No job and no error") : error);
  }

  private void afterBackoff(Runnable step) {
    Runnable undo = scheduler.schedule(step, backoff);
    result.whenComplete((handle, error) -> undo.run());
    Duration doubled = backoff.multipliedBy(2);
    backoff = doubled.compareTo(MAX_BACKOFF) < 0 ? doubled : MAX_BACKOFF;
  }

  private Duration since(long nanoTime) {
    return Duration.ofNanos(scheduler.nanoTime() - nanoTime);
  }

  private Duration timeLeft() {
    return request.timeout().minus(since(startedAt));
  }

  private <T> void follow(
      Supplier<CompletableFuture<T>> ask, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
    if (result.isDone()) {
      return;
    }
    CompletableFuture<T> call = JobPoller.attempt(ask);
    result.whenComplete((handle, error) -> call.cancel(true));
    call.whenComplete(
        (value, error) -> scheduler.schedule(() -> handle(handler, value, error), Duration.ZERO));
  }

  private <T> void handle(
      BiConsumer<@Nullable T, @Nullable Throwable> handler,
      @Nullable T value,
      @Nullable Throwable error) {
    if (result.isDone()) {
      return;
    }
    try {
      handler.accept(value, error);
    } catch (RuntimeException e) {
      fail(e);
    }
  }
}
