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

import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.core.RefreshMetrics.PollKind;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.core.internal.RefreshCalls;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Polls the jobs of one database for all waits of the process: each by a call of its own while they
 * are few, all by one list call when they are eight or more (AWAIT.md, section 2). Scheduler thread
 * only.
 */
public final class JobPoller {

  private static final int MIN_JOBS_TO_LIST = 8;

  /** A list of over 1 MiB, at 0.6 KB a job: the server keeps those that ended for a day. */
  private static final int LARGE_LIST = 1_700;

  /** For so few a large list is not worth it; more would outrun the cap if asked for alone. */
  private static final int FEW_JOBS = 40;

  /** Lengths drift, so the newest tell most. */
  private static final int EARLIER_JOBS = 10;

  /** Somewhat over a second, which leaves room for single calls in a budget of one a second. */
  private static final long LIST_INTERVAL = Duration.ofMillis(1_100).toNanos();

  private static final long PAUSE_AFTER_FAILED_LIST = Duration.ofSeconds(30).toNanos();
  private static final long PAUSE_AFTER_LARGE_LIST = Duration.ofMinutes(5).toNanos();

  private final RefreshCalls calls;
  private final Scheduler scheduler;
  private final CallPace pace;
  private final ServerClock clock;
  private final RefreshMetrics metrics;
  private final SplittableRandom random;

  private final Map<Long, WatchedJob> jobs = new HashMap<>();
  private boolean listing;
  private long listedAt;
  private long listableAt;
  private long contactAt;
  private boolean inTrouble;
  private @Nullable Runnable undoTick;
  private long tickAt;

  JobPoller(
      RefreshCalls calls,
      Scheduler scheduler,
      CallPace pace,
      ServerClock clock,
      RefreshMetrics metrics) {
    this.calls = calls;
    this.scheduler = scheduler;
    this.pace = pace;
    this.clock = clock;
    this.metrics = metrics;
    this.random = new SplittableRandom(scheduler.nanoTime());
    long now = scheduler.nanoTime();
    this.contactAt = now;
    this.listableAt = now;
    this.listedAt = now - LIST_INTERVAL;
  }

  // --- who waits

  /** Begins to poll the job for a wait, after a pause. */
  WatchedJob watch(long jobId, JobStage wait, Duration pause) {
    long now = scheduler.nanoTime();
    WatchedJob job = jobs.computeIfAbsent(jobId, id -> new WatchedJob(id, clock, now));
    job.add(wait);
    job.wantAt(now + pause.toNanos());
    tickNoLaterThan(job.dueAt());
    return job;
  }

  /** Polls the job no longer, unless for others. */
  void unwatch(WatchedJob job, JobStage wait) {
    job.remove(wait);
    if (!job.isWatched() && jobs.remove(job.jobId(), job) && job.call != null) {
      job.call.cancel(true);
    }
    if (jobs.isEmpty() && undoTick != null) {
      undoTick.run();
      undoTick = null;
    }
  }

  /**
   * Polls the job now, unless a poll was sent at or after the given time. One that was sent before
   * and hangs gives way; a list that is under way does not.
   */
  void lookOnceMore(WatchedJob job, long since) {
    if (job.askedAt() - since >= 0) {
      return;
    }
    CompletableFuture<RefreshJob> hanging = job.call;
    job.call = null;
    if (hanging != null) {
      hanging.cancel(true);
    }
    job.wantAt(scheduler.nanoTime());
    tickNoLaterThan(scheduler.nanoTime());
  }

  // --- when to poll

  private void tickNoLaterThan(long time) {
    if (undoTick != null && tickAt - time <= 0) {
      return;
    }
    if (undoTick != null) {
      undoTick.run();
    }
    tickAt = time;
    long delay = Math.max(0, time - scheduler.nanoTime());
    undoTick = scheduler.schedule(() -> guard(this::tick), Duration.ofNanos(delay));
  }

  private void tick() {
    undoTick = null;
    long now = scheduler.nanoTime();
    if (isListDue(now) && pace.take(now)) {
      list(now);
    }
    Optional<WatchedJob> due = mostOverdue(now);
    while (due.isPresent() && pace.take(now)) {
      get(due.get(), now);
      due = mostOverdue(now);
    }
    planTick(now);
  }

  /** Under the cap all intervals stretch alike: the job goes first that is latest by its own. */
  private Optional<WatchedJob> mostOverdue(long now) {
    return jobs.values().stream()
        .filter(job -> job.call == null && job.dueAt() - now <= 0 && !isListed(job, now))
        .max(Comparator.comparingDouble(job -> job.lateness(now)));
  }

  private void planTick(long now) {
    long next = Long.MAX_VALUE;
    boolean any = false;
    for (WatchedJob job : jobs.values()) {
      boolean listed = isListed(job, now);
      if (job.call == null && !(listed && listing)) {
        long due = listed ? later(job.dueAt(), listableAgainAt(now)) : job.dueAt();
        next = any && next - due <= 0 ? next : due;
        any = true;
      }
    }
    if (!any) {
      return;
    }
    long free = pace.freeAt();
    if (next - now <= 0 && free - now > 0) {
      metrics.throttled(Duration.ofNanos(free - now));
      next = free;
    }
    tickNoLaterThan(next);
  }

  private static long later(long a, long b) {
    return a - b > 0 ? a : b;
  }

  // --- one by one

  private boolean isListed(WatchedJob job, long now) {
    return jobs.size() >= MIN_JOBS_TO_LIST && now - listableAt >= 0 && !job.unlisted;
  }

  private void get(WatchedJob job, long now) {
    job.asked(now);
    RpcOptions rpc = RpcOptions.defaults().withTimeout(job.rpcTimeout());
    CompletableFuture<RefreshJob> call = attempt(() -> calls.progress(job.jobId(), rpc));
    job.call = call;
    answer(
        call,
        (answer, error) -> {
          if (job.call == call) {
            job.call = null;
            onGet(job, PollAnswer.of(answer, error), now);
          }
        });
  }

  private void onGet(WatchedJob job, PollAnswer answer, long askedAt) {
    metrics.polled(PollKind.GET, isGood(answer), since(askedAt));
    take(job, answer);
    if (answer instanceof PollAnswer.Seen seen && job.isWatched()) {
      learnHistory(job, seen.job());
    }
    planTick(scheduler.nanoTime());
  }

  private static boolean isGood(PollAnswer answer) {
    return answer instanceof PollAnswer.Seen || answer instanceof PollAnswer.Missing;
  }

  /** Brings an answer to the waits and plans the next poll. */
  void take(WatchedJob job, PollAnswer answer) {
    long now = scheduler.nanoTime();
    if (isGood(answer)) {
      contactAt = now;
    } else if (answer instanceof PollAnswer.Trouble trouble) {
      heed(trouble.error());
    }
    boolean wasInTrouble = job.isInTrouble();
    job.answered(answer, now);
    logTrouble(wasInTrouble, answer);
    if (job.isWatched()) {
      plan(job, now);
    }
  }

  /**
   * With a list, the chances that a job ends add up over the jobs, and the best pause goes with the
   * inverse root of the chance (AWAIT.md, section 3.2).
   */
  private void plan(WatchedJob job, long now) {
    double haste = isListed(job, now) ? Math.sqrt(jobs.size()) : 1;
    job.plan(now, pace.stretch(now) / haste, random);
  }

  /** One warning for a server that is away, not one for each job. */
  private void logTrouble(boolean wasInTrouble, PollAnswer answer) {
    if (answer instanceof PollAnswer.Trouble trouble) {
      JobLog.trouble(!inTrouble, trouble.error());
      inTrouble = true;
    } else if (wasInTrouble && inTrouble) {
      JobLog.reachableAgain();
      inTrouble = false;
    }
  }

  private void heed(UnreachableException trouble) {
    if (trouble.unreachableCause() == UnreachableCause.RATE_LIMITED) {
      pace.slowDown(scheduler.nanoTime());
    }
  }

  // --- all at once

  private long listableAgainAt(long now) {
    return listedAt + LIST_INTERVAL * pace.stretch(now);
  }

  private boolean isListDue(long now) {
    return !listing
        && now - listableAgainAt(now) >= 0
        && jobs.values().stream()
            .anyMatch(job -> job.call == null && isListed(job, now) && job.dueAt() - now <= 0);
  }

  private void list(long now) {
    listing = true;
    listedAt = now;
    List<WatchedJob> asked =
        jobs.values().stream().filter(job -> job.call == null && isListed(job, now)).toList();
    asked.forEach(job -> job.asked(now));
    Duration timeout =
        asked.stream().map(WatchedJob::rpcTimeout).max(Duration::compareTo).orElseThrow();
    answer(
        attempt(() -> calls.jobs(RpcOptions.defaults().withTimeout(timeout))),
        (answer, error) -> {
          listing = false;
          metrics.polled(PollKind.LIST, answer != null, since(now));
          if (answer != null) {
            onList(asked, answer);
          } else {
            onListFailed(asked, error);
          }
          planTick(scheduler.nanoTime());
        });
  }

  private void onList(List<WatchedJob> asked, List<RefreshJob> answer) {
    long now = scheduler.nanoTime();
    contactAt = now;
    if (answer.size() > LARGE_LIST && jobs.size() <= FEW_JOBS) {
      listableAt = now + PAUSE_AFTER_LARGE_LIST;
    }
    // By id alone: names repeat across databases.
    Map<Long, RefreshJob> byId = new HashMap<>();
    answer.forEach(job -> byId.put(job.jobId(), job));
    for (WatchedJob job : asked) {
      RefreshJob found = byId.get(job.jobId());
      job.unlisted = found == null;
      if (found != null && job.isWatched() && job.call == null) {
        take(job, new PollAnswer.Seen(found));
      }
    }
  }

  /**
   * One broken job fails the whole list, so each job is asked for alone for a while. Only when
   * those calls brought no answer either, since the list before, is the server away; then all are
   * told at once, as the cap would make it take long one by one.
   */
  private void onListFailed(List<WatchedJob> asked, @Nullable Throwable error) {
    JobLog.listFailed(error);
    long now = scheduler.nanoTime();
    listableAt = now + PAUSE_AFTER_FAILED_LIST;
    if (PollAnswer.of(null, error) instanceof PollAnswer.Trouble trouble) {
      heed(trouble.error());
      if (now - contactAt >= PAUSE_AFTER_FAILED_LIST) {
        asked.forEach(job -> job.judge(trouble, contactAt));
      }
    }
  }

  // --- what earlier jobs tell

  /** Asks once, while the job runs, how long earlier jobs of its collection took. */
  private void learnHistory(WatchedJob job, RefreshJob seen) {
    long now = scheduler.nanoTime();
    if (job.historyAsked || seen.state().isTerminal() || !pace.take(now)) {
      return;
    }
    job.historyAsked = true;
    job.countCall();
    RpcOptions rpc = RpcOptions.defaults().withTimeout(job.rpcTimeout());
    answer(
        attempt(() -> calls.jobs(job.collection(seen), rpc)),
        (earlier, error) -> {
          metrics.polled(PollKind.LIST, earlier != null, since(now));
          if (earlier != null && job.isWatched()) {
            job.expect(LengthForecast.of(lengths(earlier)).orElse(null));
            plan(job, scheduler.nanoTime());
            planTick(scheduler.nanoTime());
          }
        });
  }

  private static List<Duration> lengths(List<RefreshJob> jobs) {
    return jobs.stream()
        .filter(job -> job.state().equals(RefreshState.COMPLETED))
        .map(RefreshJob::duration)
        .flatMap(Optional::stream)
        .limit(EARLIER_JOBS)
        .toList();
  }

  // --- plumbing

  private Duration since(long nanoTime) {
    return Duration.ofNanos(scheduler.nanoTime() - nanoTime);
  }

  /** A call that throws instead of failing must not end the polling. */
  static <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Brings the answer to the scheduler's thread. */
  private <T> void answer(
      CompletableFuture<T> call, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
    call.whenComplete(
        (value, error) ->
            scheduler.schedule(() -> guard(() -> handler.accept(value, error)), Duration.ZERO));
  }

  /** A defect of ours must end the waits, never hang them. */
  private void guard(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      List.copyOf(jobs.values()).forEach(job -> job.judge(new PollAnswer.Refused(e), contactAt));
    }
  }
}
