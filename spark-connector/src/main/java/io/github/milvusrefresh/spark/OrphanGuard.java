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
package io.github.milvusrefresh.spark;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.jspecify.annotations.Nullable;

/**
 * Ends waits whose query is over. A wait under an exchange or in a subquery runs on a thread of
 * Spark's own, which nobody interrupts when the statement is. Thread-safe.
 *
 * <p>On such a thread Spark 4 holds the monitor of the exchange ({@code
 * ShuffleExchangeLike.triggerFuture}), which the thread of the statement wants as well ({@code
 * completionFuture}, a lazy value). If it comes second, an interrupt does not reach it and the
 * query does not end: so a wait ends, too, when an interrupted thread waits for the exchange that
 * it holds.
 */
final class OrphanGuard extends SparkListener {

  /** A thread of Spark's can begin on a query that has ended; not after so many more have. */
  private static final int ENDED_KEPT = 1000;

  private static final long LOOK_MILLIS = 250;

  /** What runs under the guard. */
  interface Blocking<T> {
    T run() throws InterruptedException;
  }

  private final Executor later;
  private final Map<Long, Set<Thread>> waiting = new HashMap<>();
  private final Set<Long> ended =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
              return size() > ENDED_KEPT;
            }
          });

  /** Whether a look at the threads that are held up is due. */
  private boolean looking;

  OrphanGuard() {
    // What runs is short, so that the timer of the JDK can do it.
    this(CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS, Runnable::run));
  }

  /**
   * Leaves the pauses to the caller.
   *
   * @param later runs a look at the threads that are held up after a pause, on another thread
   */
  OrphanGuard(Executor later) {
    this.later = later;
  }

  /**
   * Runs something on this thread on behalf of a query.
   *
   * @param execution the id of the query; null if there is none to end
   * @throws InterruptedException if the thread is interrupted, as it is when the query ends
   */
  <T> T run(@Nullable String execution, Blocking<T> blocking) throws InterruptedException {
    if (execution == null) {
      return blocking.run();
    }
    long id = Long.parseLong(execution);
    enter(id);
    try {
      return blocking.run();
    } finally {
      leave(id);
    }
  }

  private synchronized void enter(long execution) throws InterruptedException {
    if (ended.contains(execution)) {
      throw new InterruptedException("The query has ended.");
    }
    waiting.computeIfAbsent(execution, id -> new HashSet<>()).add(Thread.currentThread());
    if (!looking) {
      lookLater();
    }
  }

  private synchronized void lookLater() {
    looking = !waiting.isEmpty();
    if (looking) {
      later.execute(this::look);
    }
  }

  /** Under the lock, so that no thread leaves meanwhile and is interrupted in what it does next. */
  private synchronized void look() {
    Set<Long> holders = BlockedThreads.holdersOfExchanges();
    waiting.values().stream()
        .flatMap(Set::stream)
        .filter(thread -> holders.contains(thread.getId()))
        .forEach(Thread::interrupt);
    lookLater();
  }

  private synchronized void leave(long execution) {
    waiting.computeIfPresent(
        execution,
        (id, threads) -> {
          threads.remove(Thread.currentThread());
          return threads.isEmpty() ? null : threads;
        });
  }

  @Override
  public synchronized void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionEnd end) {
      ended.add(end.executionId());
      waiting.getOrDefault(end.executionId(), Set.of()).forEach(Thread::interrupt);
    }
  }
}
