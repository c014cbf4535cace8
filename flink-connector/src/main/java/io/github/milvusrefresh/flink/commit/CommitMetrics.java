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

import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.flink.ClientMetrics;
import java.util.function.BooleanSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The counters {@code refreshesStarted} and {@code refreshesFailed} and the gauge {@code
 * refreshOwed} (0 or 1) of an operator, beside those of {@link ClientMetrics}. The counters are
 * confined to the thread of the task.
 */
final class CommitMetrics {

  private final RefreshMetrics client;
  private final Counter started;
  private final Counter failed;

  CommitMetrics(MetricGroup owner, BooleanSupplier owed) {
    MetricGroup group = ClientMetrics.groupOf(owner);
    client = new ClientMetrics(owner);
    started = group.counter("refreshesStarted");
    failed = group.counter("refreshesFailed");
    group.gauge("refreshOwed", () -> owed.getAsBoolean() ? 1 : 0);
  }

  RefreshMetrics client() {
    return client;
  }

  void started() {
    started.inc();
  }

  void failed() {
    failed.inc();
  }
}
