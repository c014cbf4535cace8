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

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.flink.internal.ThreadTimer;
import io.github.milvusrefresh.flink.internal.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes after commits of callers that have no mailbox, no state, and nobody who closes them.
 * One of a kind in a process, so that what a task leaves behind is met by its next attempt and not
 * doubled. Its thread and its connection are there only while a refresh is owed or active; when the
 * threads of all callers have ended, only while one is owed. Thread-safe.
 */
final class DetachedRefresher implements Refresher.Events {

  private static final Logger LOG = LoggerFactory.getLogger(DetachedRefresher.class);

  /** How long a commit may wait for the answer to the refresh that it starts. */
  private static final Duration START_PATIENCE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Map<CommitRefresh, DetachedRefresher> SHARED = new ConcurrentHashMap<>();

  private final CollectionName collection;
  private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
  private final Refreshes refreshes;
  private final Timer timer;
  private final Refresher refresher;
  private @Nullable Throwable refusal;
  private boolean looking;

  /**
   * Has no callers yet.
   *
   * @param collection what is refreshed
   * @param refreshes its refreshes; closed whenever none is owed or active
   * @param timer runs everything here, one thing at a time; never closed
   */
  DetachedRefresher(CollectionName collection, Refreshes refreshes, Timer timer) {
    this.collection = collection;
    this.refreshes = refreshes;
    this.timer = timer;
    this.refresher = new Refresher(refreshes, this::execute, this);
  }

  private static DetachedRefresher of(CommitRefresh refresh) {
    CollectionName collection = refresh.collection();
    String server = refresh.options().connection().address();
    return new DetachedRefresher(
        collection,
        new OnDemandRefreshes(refresh),
        new ThreadTimer("milvus-refresh-after-commit-" + server + "-" + collection));
  }

  /** Joins the calling thread to the one of this kind, for as long as the thread lives. */
  static DetachedRefresher join(CommitRefresh refresh) {
    DetachedRefresher shared = SHARED.computeIfAbsent(refresh, DetachedRefresher::of);
    shared.join();
    return shared;
  }

  /** Joins the calling thread, for as long as it lives; a refusal is not held against it. */
  void join() {
    callers.add(Thread.currentThread());
    execute(() -> refusal = null);
  }

  /** Owes a refresh without a commit, since there may have been one that nobody remembers. */
  void owe() {
    execute(() -> commit(new CompletableFuture<>()));
  }

  /**
   * Data was committed. If no refresh is active, waits a moment until one is started.
   *
   * @return whether a refresh has started since; else it will
   * @throws SuppressRestartsException if the server refused a refresh for good
   */
  boolean commit() throws InterruptedException {
    try {
      return committed().get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new SuppressRestartsException(e.getCause());
    }
  }

  /** As {@link #commit}, but waits for nothing and for as long as it takes. */
  CompletableFuture<Boolean> committed() {
    CompletableFuture<Boolean> started = new CompletableFuture<>();
    execute(() -> commit(started));
    return started;
  }

  private void commit(CompletableFuture<Boolean> started) {
    if (refusal != null) {
      started.completeExceptionally(refusal);
      return;
    }
    boolean isJoined = refresher.isOwed() || refresher.isActive();
    refresher.committed();
    if (isJoined) {
      started.complete(false);
    } else {
      refresher.starting().ifPresent(start -> tell(start, started));
    }
  }

  private static void tell(CompletableFuture<JobHandle> start, CompletableFuture<Boolean> started) {
    start.whenComplete(
        (job, error) -> {
          Throwable cause = error == null ? null : ExceptionUtils.stripCompletionException(error);
          if (cause != null && Refusal.of(cause).isPresent()) {
            started.completeExceptionally(cause);
          } else {
            started.complete(cause == null);
          }
        });
  }

  @Override
  public void started() {
    if (!looking) {
      looking = true;
      lookLater();
    }
  }

  /** Nobody says that a task has ended. */
  private void lookLater() {
    timer.schedule(this::lookAfterCallers, LOOK);
  }

  private void lookAfterCallers() {
    looking = refresher.isActive() && (hasCallers() || refresher.isOwed());
    if (looking) {
      lookLater();
    } else if (refresher.isActive()) {
      giveUp();
    }
  }

  private boolean hasCallers() {
    callers.removeIf(caller -> !caller.isAlive());
    return !callers.isEmpty();
  }

  private void giveUp() {
    refresher.abandon();
    refreshes.close();
  }

  @Override
  public void notStarted(Throwable error) {
    refusal = Refusal.of(error).isPresent() ? error : null;
    boolean goesOn = refusal == null && hasCallers();
    LOG.error(
        "No refresh of {} could be started after a commit; {}: {}",
        collection,
        goesOn ? "trying again" : "it is still to be refreshed",
        error.getMessage());
    if (goesOn) {
      timer.schedule(refresher::tryAgain, PAUSE);
    } else {
      giveUp();
    }
  }

  private void execute(Runnable step) {
    timer.schedule(step, Duration.ZERO);
  }

  /** Told in the log; there is no metric group here. */
  @Override
  public void failed() {}

  @Override
  public void idle() {
    refreshes.close();
  }
}
