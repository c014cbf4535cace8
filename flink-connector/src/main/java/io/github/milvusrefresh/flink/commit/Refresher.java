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
package io.github.milvusrefresh.flink.commit;

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a refresh starts after each commit. At most one is active: commits that come
 * while it is, or while it is being started, are joined into one that starts when it ended.
 * Confined to its executor: all methods are called, and all events told, as if on one thread;
 * {@link #isOwed} may be called on any.
 */
final class Refresher {

  private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

  private final Refreshes refreshes;
  private final Executor executor;
  private final Events events;

  private volatile boolean owed;
  private volatile @Nullable CompletableFuture<JobHandle> starting;
  private @Nullable JobHandle active;
  private boolean ended;

  /**
   * Starts nothing yet.
   *
   * @param refreshes the refreshes of the collection; not closed here
   * @param executor where continuations run, one at a time and never beside calls of this
   * @param events told what happens
   */
  Refresher(Refreshes refreshes, Executor executor, Events events) {
    this.refreshes = refreshes;
    this.executor = executor;
    this.events = events;
  }

  /** What happens; what is thrown here ends up in the executor. */
  interface Events {

    /** A refresh is started. */
    void started();

    /** A refresh could not be started, and stays owed until somebody tries again. */
    void notStarted(Throwable error);

    /** A refresh did not complete. */
    void failed();

    /** Nothing is active and nothing is owed any more. */
    void idle();
  }

  /** Goes on where another one was: follows what is active, or starts what is owed. */
  void resume(RefresherState state) {
    owed = state.owed();
    if (state.active() == null) {
      startIfOwed();
    } else {
      follow(state.active());
    }
  }

  /** Data was committed. */
  void committed() {
    owed = true;
    startIfOwed();
  }

  /** Tries to start what could not be started before. */
  void tryAgain() {
    startIfOwed();
  }

  RefresherState state() {
    return new RefresherState(isOwed(), active);
  }

  /** Whether there are commits that no refresh is known to have started after. */
  boolean isOwed() {
    return owed || starting != null;
  }

  boolean isActive() {
    return active != null;
  }

  /** The start that is under way. */
  Optional<CompletableFuture<JobHandle>> starting() {
    return Optional.ofNullable(starting);
  }

  /**
   * Starts what is owed now that no more commits come, without the executor, which may run nothing
   * any more. No event is told after this.
   *
   * @return completes when nothing is owed, with the refresh that is or was active last; with null
   *     if there is none
   */
  CompletableFuture<@Nullable JobHandle> end() {
    ended = true;
    CompletableFuture<JobHandle> start = starting;
    CompletableFuture<@Nullable JobHandle> last =
        start == null
            ? CompletableFuture.completedFuture(active)
            : start.thenApply(refresh -> refresh);
    return owed
        ? last.exceptionally(error -> null)
            .thenCompose(before -> refreshes.start().thenApply(refresh -> refresh))
        : last;
  }

  /** Forgets the active refresh, and what was owed. */
  void abandon() {
    active = null;
    owed = false;
  }

  private void startIfOwed() {
    if (!owed || starting != null || active != null || ended) {
      return;
    }
    CompletableFuture<JobHandle> start = refreshes.start();
    starting = start;
    owed = false;
    start.whenComplete((refresh, error) -> later(() -> onStart(refresh, error)));
  }

  private void onStart(@Nullable JobHandle refresh, @Nullable Throwable error) {
    if (refresh == null) {
      owed = true;
      starting = null;
      events.notStarted(stripped(error));
    } else {
      starting = null;
      LOG.info(
          "Refresh job {} of {} is started after a commit.", refresh.jobId(), refresh.collection());
      events.started();
      follow(refresh);
    }
  }

  private void follow(JobHandle refresh) {
    active = refresh;
    refreshes.end(refresh).whenComplete((end, error) -> later(() -> onEnd(refresh, error)));
  }

  @SuppressWarnings("ReferenceEquality") // The same follower is meant.
  private void onEnd(JobHandle refresh, @Nullable Throwable error) {
    if (active != refresh) {
      return;
    }
    active = null;
    if (error != null) {
      Throwable cause = stripped(error);
      // Milvus can take a refresh on and drop it (milvus issue 49231): that covers no commit.
      owed = owed || cause instanceof JobNotFoundException;
      LOG.error(
          "Refresh job {} of {} did not complete, {}: {}",
          refresh.jobId(),
          refresh.collection(),
          owed ? "another one is started" : "the next commit refreshes again",
          cause.getMessage());
      events.failed();
    }
    if (owed) {
      startIfOwed();
    } else {
      events.idle();
    }
  }

  private void later(Runnable step) {
    executor.execute(
        () -> {
          if (!ended) {
            step.run();
          }
        });
  }

  private static Throwable stripped(@Nullable Throwable error) {
    return ExceptionUtils.stripCompletionException(requireNonNull(error, "no result, no error"));
  }
}
