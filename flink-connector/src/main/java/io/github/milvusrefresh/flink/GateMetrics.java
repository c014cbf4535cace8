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
package io.github.milvusrefresh.flink;

import io.github.milvusrefresh.core.AwaitListener;
import io.github.milvusrefresh.core.AwaitProgress;
import io.github.milvusrefresh.core.RefreshMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/**
 * The gauges {@code gateOpen} (0 or 1), {@code progress} (0 to 100; of several jobs the least) and
 * {@code waitedMs} of a coordinator, beside those of {@link ClientMetrics}. Thread-safe.
 */
final class GateMetrics implements AwaitListener, AutoCloseable {

  private final MetricGroup group;
  private final RefreshMetrics client;
  private final Map<Long, Integer> progress = new ConcurrentHashMap<>();
  private volatile long waitedMs;
  private volatile boolean open;

  GateMetrics(MetricGroup owner) {
    group = ClientMetrics.groupOf(owner);
    client = new ClientMetrics(owner);
    group.gauge("gateOpen", () -> open ? 1 : 0);
    group.gauge("progress", this::leastProgress);
    group.gauge("waitedMs", () -> waitedMs);
  }

  RefreshMetrics client() {
    return client;
  }

  void opened() {
    open = true;
  }

  private int leastProgress() {
    return open ? 100 : progress.values().stream().mapToInt(Integer::intValue).min().orElse(0);
  }

  @Override
  public void onProgress(AwaitProgress now) {
    progress.put(now.job().jobId(), now.progress());
    waitedMs = now.waited().toMillis();
  }

  @Override
  public void onHeartbeat(AwaitProgress now) {
    onProgress(now);
  }

  /**
   * Makes the names free. A failover gives the group of the coordinator to the next enumerator, and
   * Flink refuses to register a name twice; public interfaces have no way to take one back.
   */
  @Override
  public void close() {
    if (group instanceof AbstractMetricGroup<?> registered) {
      registered.close();
    }
  }
}
