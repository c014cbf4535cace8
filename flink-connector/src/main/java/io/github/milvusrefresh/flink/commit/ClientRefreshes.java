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

import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.flink.internal.RefreshStart;
import io.github.milvusrefresh.flink.internal.ThreadTimer;
import io.github.milvusrefresh.flink.internal.Timer;
import java.util.concurrent.CompletableFuture;

/** The refreshes of a server's collection. */
record ClientRefreshes(RefreshClient client, Timer timer, CommitRefresh refresh)
    implements Refreshes {

  static Refreshes open(CommitRefresh refresh, RefreshMetrics metrics) {
    RefreshClient client = RefreshClient.open(refresh.options().connection(), metrics);
    return new ClientRefreshes(client, new ThreadTimer("milvus-refresh-start"), refresh);
  }

  @Override
  public CompletableFuture<JobHandle> start() {
    return RefreshStart.atLeastOnce(refresh.request(), client, timer, refresh.options().await());
  }

  @Override
  public CompletableFuture<AwaitResult> end(JobHandle job) {
    return client.awaiter().awaitAsync(job, refresh.options().await());
  }

  @Override
  public void close() {
    timer.close();
    client.close();
  }
}
