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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Reports to any number of clients, whose metrics can do no harm: what they throw is logged once.
 * Thread-safe.
 */
final class SharedMetrics implements RefreshMetrics {

  private final List<RefreshMetrics> clients = new CopyOnWriteArrayList<>();
  private final AtomicBoolean warned = new AtomicBoolean();

  static SharedMetrics of(RefreshMetrics client) {
    SharedMetrics metrics = new SharedMetrics();
    metrics.add(client);
    return metrics;
  }

  void add(RefreshMetrics client) {
    clients.add(client);
  }

  void remove(RefreshMetrics client) {
    clients.remove(client);
  }

  private void report(Consumer<RefreshMetrics> event) {
    for (RefreshMetrics client : clients) {
      try {
        event.accept(client);
      } catch (RuntimeException e) {
        if (warned.compareAndSet(false, true)) {
          JobLog.metricsFailed(e);
        }
      }
    }
  }

  @Override
  public void waitStarted() {
    report(RefreshMetrics::waitStarted);
  }

  @Override
  public void waitEnded(String end, Duration waited, int polls) {
    report(client -> client.waitEnded(end, waited, polls));
  }

  @Override
  public void polled(PollKind kind, boolean ok, Duration took) {
    report(client -> client.polled(kind, ok, took));
  }

  @Override
  public void detected(Duration delay) {
    report(client -> client.detected(delay));
  }

  @Override
  public void stalled() {
    report(RefreshMetrics::stalled);
  }

  @Override
  public void regressed() {
    report(RefreshMetrics::regressed);
  }

  @Override
  public void throttled(Duration delay) {
    report(client -> client.throttled(delay));
  }

  @Override
  public void listenerFailed() {
    report(RefreshMetrics::listenerFailed);
  }
}
