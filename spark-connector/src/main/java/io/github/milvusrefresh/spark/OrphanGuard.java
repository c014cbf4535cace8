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

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;

/**
 * Ends waits whose query is over. A wait under an exchange or in a subquery runs on a thread of
 * Spark's own, which nobody interrupts when the statement is. Thread-safe.
 */
final class OrphanGuard extends SparkListener {

  /** What runs under the guard. */
  interface Blocking<T> {
    T run() throws InterruptedException;
  }

  private final Map<Long, Set<Thread>> waiting = new HashMap<>();

  /**
   * Runs something on behalf of the query of this thread, which is interrupted if the query ends.
   */
  <T> T run(SparkContext context, Blocking<T> blocking) throws InterruptedException {
    String execution = context.getLocalProperty(SQLExecution.EXECUTION_ID_KEY());
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

  private synchronized void enter(long execution) {
    waiting.computeIfAbsent(execution, id -> new HashSet<>()).add(Thread.currentThread());
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
      waiting.getOrDefault(end.executionId(), Set.of()).forEach(Thread::interrupt);
    }
  }
}
