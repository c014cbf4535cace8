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

import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.core.internal.RefreshCalls;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What all waits for jobs of one server share: time, the server's clock, the pace of polls, and a
 * poller for each database. Thread-safe.
 */
public final class ServerPolling {

  private final Scheduler scheduler;
  private final Executor listenerThreads;
  private final ServerClock clock;
  private final CallPace pace;
  private final SharedMetrics metrics = new SharedMetrics();
  private final Map<String, JobPoller> pollers = new HashMap<>();

  /**
   * Polls nothing yet.
   *
   * @param listenerThreads run what listeners do
   */
  public ServerPolling(Scheduler scheduler, Executor listenerThreads) {
    this.scheduler = scheduler;
    this.listenerThreads = listenerThreads;
    this.clock = new ServerClock(scheduler);
    this.pace = new CallPace(scheduler.nanoTime());
  }

  /** Time, and the thread of all waits. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** Reports polls to one more client. */
  public void join(RefreshMetrics client) {
    metrics.add(client);
  }

  /** Reports to a client no longer. */
  public void leave(RefreshMetrics client) {
    metrics.remove(client);
  }

  /**
   * Returns what the waits of one client work with.
   *
   * @param database that of its connection, empty for the default
   * @param shared makes the calls of the polls, which outlive the client
   * @param calls the client's own
   */
  public AwaitContext context(
      String database,
      Supplier<RefreshCalls> shared,
      RefreshCalls calls,
      RefreshMetrics clientMetrics,
      Duration rpcTimeout) {
    return new AwaitContext(
        calls,
        poller(database, shared),
        clock,
        scheduler,
        listenerThreads,
        SharedMetrics.of(clientMetrics),
        rpcTimeout);
  }

  private synchronized JobPoller poller(String database, Supplier<RefreshCalls> shared) {
    return pollers.computeIfAbsent(
        database, name -> new JobPoller(shared.get(), scheduler, pace, clock, metrics));
  }
}
