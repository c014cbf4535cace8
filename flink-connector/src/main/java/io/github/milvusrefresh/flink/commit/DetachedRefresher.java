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

import io.github.milvusrefresh.core.JobHandle;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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

  private final CommitRefresh refresh;
  private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor executor;
  private final Refreshes refreshes;
  private final Refresher refresher;
  private @Nullable Throwable refusal;

  private DetachedRefresher(CommitRefresh refresh) {
    this.refresh = refresh;
    this.executor =
        passingThread(
            "milvus-refresh-after-commit-"
                + refresh.options().connection().address()
                + "-"
                + refresh.collection());
    this.refreshes = new OnDemandRefreshes(refresh);
    this.refresher = new Refresher(refreshes, executor, this);
  }

  /** One daemon thread that ends when there is nothing to do. */
  private static ScheduledThreadPoolExecutor passingThread(String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setKeepAliveTime(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** Joins the calling thread, for as long as it lives. */
  static DetachedRefresher join(CommitRefresh refresh) {
    DetachedRefresher shared = SHARED.computeIfAbsent(refresh, DetachedRefresher::new);
    shared.callers.add(Thread.currentThread());
    shared.executor.execute(() -> shared.refusal = null);
    return shared;
  }

  /** Owes a refresh without a commit, since there may have been one that nobody remembers. */
  void owe() {
    executor.execute(() -> commit(new CompletableFuture<>()));
  }

  /**
   * Data was committed. If no refresh is active, waits a moment until one is started.
   *
   * @return whether a refresh has started since; else it will
   * @throws SuppressRestartsException if the server refused a refresh for good
   */
  boolean commit() throws InterruptedException {
    CompletableFuture<Boolean> started = new CompletableFuture<>();
    executor.execute(() -> commit(started));
    try {
      return started.get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new SuppressRestartsException(e.getCause());
    }
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
    lookAfterCallers();
  }

  /** Nobody says that a task has ended. */
  private void lookAfterCallers() {
    if (hasCallers() || refresher.isOwed()) {
      executor.schedule(this::lookWhileActive, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      giveUp();
    }
  }

  private void lookWhileActive() {
    if (refresher.isActive()) {
      lookAfterCallers();
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
        refresh.collection(),
        goesOn ? "trying again" : "it is still to be refreshed",
        error.getMessage());
    if (goesOn) {
      executor.schedule(refresher::tryAgain, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      giveUp();
    }
  }

  /** Told in the log; there is no metric group here. */
  @Override
  public void failed() {}

  @Override
  public void idle() {
    refreshes.close();
  }
}
