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
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.RefreshClient;
import java.util.concurrent.CompletableFuture;

/**
 * Watches on a connection of its own, whose one thread polls; the coordinator's is never blocked.
 */
record ClientWatch(RefreshClient client, CompletableFuture<AwaitResult> end) implements GateWatch {

  static GateWatch start(RefreshGate gate) {
    RefreshClient client = RefreshClient.open(gate.connection());
    return new ClientWatch(
        client, client.awaiter().awaitAsync(AwaitTarget.job(gate.jobId()), gate.await()));
  }

  @Override
  public void close() {
    end.cancel(false);
    client.close();
  }
}
