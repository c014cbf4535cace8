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

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one job, and when it is polled next: one poll state, however many waits share
 * it. Each wait judges the answers by its own options; the most demanding one sets the next poll.
 * Scheduler thread only.
 */
final class WatchedJob {

  /** The longest silence of our own making; what goes beyond it is not the server's fault. */
  private static final long MAX_OWN_SILENCE = Duration.ofMinutes(1).toNanos();

  private static final int INDEX_BAND = 90;
  private static final int APPLYING = 99;

  private final long jobId;
  private final ServerClock clock;
  private final List<JobStage> waits = new ArrayList<>(1);
  private final long watchedSince;

  /** The call that asks for this job alone, if one is open. */
  @Nullable CompletableFuture<RefreshJob> call;

  /** Whether the last list left it out. */
  boolean unlisted;

  boolean historyAsked;

  private long askedAt;
  private long dueAt;
  private boolean inTrouble;
  private long contactAt;
  private int missingPolls;
  private long missingSince;
  private boolean failing;
  private long failingSince;

  private @Nullable RefreshJob job;
  private long seenAt;
  private long seenAskedAt;
  private long progressSince;
  private long unchangedNanos;
  private long pendingNanos;
  private boolean indexing;
  private @Nullable LengthForecast forecast;

  WatchedJob(long jobId, ServerClock clock, long now) {
    this.jobId = jobId;
    this.clock = clock;
    this.watchedSince = now;
    this.askedAt = now;
    this.dueAt = now;
    this.contactAt = now;
  }

  long jobId() {
    return jobId;
  }

  // --- who waits

  void add(JobStage wait) {
    waits.add(wait);
  }

  void remove(JobStage wait) {
    waits.remove(wait);
  }

  boolean isWatched() {
    return !waits.isEmpty();
  }

  /** The deadline of a poll: the tightest that one of the waits asks for. */
  Duration rpcTimeout() {
    return waits.stream().map(JobStage::rpcTimeout).min(Duration::compareTo).orElseThrow();
  }

  // --- when to ask

  long dueAt() {
    return dueAt;
  }

  long askedAt() {
    return askedAt;
  }

  void wantAt(long time) {
    dueAt = time;
  }

  void asked(long now) {
    askedAt = now;
    if (!inTrouble && now - contactAt > MAX_OWN_SILENCE) {
      contactAt = now - MAX_OWN_SILENCE;
    }
  }

  /** How late the next poll is, in pauses. */
  double lateness(long now) {
    return (double) (now - askedAt) / Math.max(1, dueAt - askedAt);
  }

  /**
   * Plans the next poll: a pause after the start of the last one, so that slow answers do not add
   * to it; polls never pile up after a standstill.
   *
   * @param stretch what to multiply the pause by, above zero
   */
  void plan(long now, double stretch, SplittableRandom random) {
    JobOutlook outlook = outlook(now);
    Duration pause =
        waits.stream().map(wait -> wait.pause(outlook, now)).min(Duration::compareTo).orElseThrow();
    long due = askedAt + (long) (stretch * PollSchedule.jittered(pause, random).toNanos());
    if (inTrouble) {
      for (JobStage wait : waits) {
        due = earlier(due, contactAt + wait.unreachableTimeout().toNanos());
      }
    }
    dueAt = due - now > 0 ? due : now;
  }

  private static long earlier(long a, long b) {
    return a - b < 0 ? a : b;
  }

  private JobOutlook outlook(long now) {
    return new JobOutlook(
        elapsed(now),
        job == null ? 0 : job.progress(),
        Duration.ofNanos(now - progressSince),
        indexing,
        waits.stream().anyMatch(JobStage::suspectsStall),
        forecast);
  }

  private Duration elapsed(long now) {
    if (job == null || job.startTime() == null) {
      return Duration.ofNanos(now - watchedSince);
    }
    return clock.since(job.startTime(), now);
  }

  void expect(@Nullable LengthForecast newForecast) {
    this.forecast = newForecast;
  }

  // --- what is known

  /** Takes an answer in; then every wait judges it. */
  void answered(PollAnswer answer, long now) {
    if (answer instanceof PollAnswer.Seen seen) {
      see(seen.job(), now);
    } else if (answer instanceof PollAnswer.Missing) {
      miss(now);
    } else if (answer instanceof PollAnswer.Trouble) {
      inTrouble = true;
    }
    judge(answer, contactAt);
  }

  /** Lets every wait judge trouble that is not about this job alone. */
  void judge(PollAnswer answer, long lastContactAt) {
    List.copyOf(waits).forEach(wait -> wait.judge(answer, lastContactAt));
  }

  /** Counts a call that was made for the waits besides the polls. */
  void countCall() {
    waits.forEach(JobStage::countCall);
  }

  /** The collection, as one of the waits knows it, or else as the answer names it. */
  CollectionName collection(RefreshJob answer) {
    return waits.stream()
        .map(JobStage::collection)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> new CollectionName(null, answer.collectionName()));
  }

  private void see(RefreshJob answer, long now) {
    RefreshJob before = job;
    JobLog.seen(before, answer);
    observeClock(answer, now);
    trackStall(before, answer, now);
    if (before == null || before.progress() != answer.progress()) {
      indexing = isIndexing(before, answer.progress());
      progressSince = now;
    }
    boolean failed = answer.state().equals(RefreshState.FAILED);
    if (failed && !failing) {
      failingSince = now;
    }
    failing = failed;
    job = answer;
    seenAt = now;
    seenAskedAt = askedAt;
    missingPolls = 0;
    inContact(now);
  }

  private void miss(long now) {
    if (missingPolls == 0) {
      missingSince = now;
    }
    missingPolls++;
    inContact(now);
  }

  private void inContact(long now) {
    inTrouble = false;
    contactAt = now;
  }

  private void observeClock(RefreshJob answer, long now) {
    if (answer.startTime() != null) {
      clock.sawPast(answer.startTime(), now);
    }
    if (answer.endTime() != null) {
      clock.sawPast(answer.endTime(), now);
      if (job != null && job.endTime() == null) {
        clock.sawFuture(answer.endTime(), seenAskedAt);
      }
    }
  }

  /** Only times between two good answers count: an outage is no stall. */
  private void trackStall(@Nullable RefreshJob before, RefreshJob answer, long now) {
    long step = before == null || inTrouble ? 0 : now - seenAt;
    unchangedNanos = isSame(before, answer) ? unchangedNanos + step : 0;
    pendingNanos = answer.state().equals(RefreshState.PENDING) ? pendingNanos + step : 0;
  }

  static boolean isSame(@Nullable RefreshJob before, RefreshJob now) {
    return before != null
        && before.state().equals(now.state())
        && before.progress() == now.progress()
        && before.reason().equals(now.reason());
  }

  /**
   * With the index gate of Milvus a job falls from 99 to 90, or jumps there from 0 if it has one
   * task; from then on progress up to 99 tells of indexes (MILVUS-SERVER.md, section 1.4).
   */
  private boolean isIndexing(@Nullable RefreshJob before, int progress) {
    if (progress < INDEX_BAND || progress > APPLYING) {
      return false;
    }
    int from = before == null ? 0 : before.progress();
    return indexing || (progress < APPLYING && (from == 0 || from == APPLYING));
  }

  @Nullable RefreshJob job() {
    return job;
  }

  long seenAt() {
    return seenAt;
  }

  int missingPolls() {
    return missingPolls;
  }

  boolean isInTrouble() {
    return inTrouble;
  }

  /** How long there is no good answer; one that the job is unknown is good. */
  Duration silentFor(long now) {
    return Duration.ofNanos(now - contactAt);
  }

  boolean isFailing() {
    return failing;
  }

  boolean isIndexing() {
    return indexing;
  }

  Duration missingFor(long now) {
    return Duration.ofNanos(now - missingSince);
  }

  Duration failingFor(long now) {
    return Duration.ofNanos(now - failingSince);
  }

  Duration unchangedFor() {
    return Duration.ofNanos(unchangedNanos);
  }

  Duration pendingFor() {
    return Duration.ofNanos(pendingNanos);
  }

  @Nullable LengthForecast forecast() {
    return forecast;
  }
}
