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

import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.flink.internal.RefreshStart;
import io.github.milvusrefresh.flink.internal.ThreadTimer;
import io.github.milvusrefresh.flink.internal.Timer;
import io.github.milvusrefresh.flink.internal.TransportClasses;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Watches on a connection of its own, whose one thread polls; the coordinator's is never blocked.
 */
record ClientWatch(RefreshClient client, Timer timer, CompletableFuture<List<AwaitResult>> end)
    implements GateWatch {

  static GateWatch start(RefreshGate gate, GateMetrics metrics, Consumer<JobHandle> started) {
    TransportClasses.load();
    RefreshClient client = RefreshClient.open(gate.connection(), metrics.client());
    Timer timer = new ThreadTimer("milvus-refresh-gate");
    return new ClientWatch(client, timer, end(client, timer, gate, metrics, started));
  }

  private static CompletableFuture<List<AwaitResult>> end(
      RefreshClient client,
      Timer timer,
      RefreshGate gate,
      GateMetrics metrics,
      Consumer<JobHandle> started) {
    if (gate.target() instanceof GateTarget.Refresh refresh) {
      return RefreshStart.once(refresh.request(), client, timer, gate.await())
          .thenCompose(
              handle -> {
                started.accept(handle);
                return client.awaiter().awaitAllAsync(List.of(handle), gate.await(), metrics);
              });
    }
    return client
        .awaiter()
        .awaitAllAsync(((GateTarget.Jobs) gate.target()).targets(), gate.await(), metrics);
  }

  @Override
  public void close() {
    end.cancel(false);
    timer.close();
    client.close();
  }
}
