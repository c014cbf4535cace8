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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Refreshes that have a connection only from a start to {@link #close}. Not thread-safe. */
final class OnDemandRefreshes implements Refreshes {

  private final CommitRefresh refresh;
  private @Nullable Refreshes open;

  OnDemandRefreshes(CommitRefresh refresh) {
    this.refresh = refresh;
  }

  @Override
  public CompletableFuture<JobHandle> start() {
    try {
      if (open == null) {
        open = ClientRefreshes.open(refresh, RefreshMetrics.NONE);
      }
      return open.start();
    } catch (MilvusRefreshException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletableFuture<AwaitResult> end(JobHandle job) {
    return requireNonNull(open, "nothing was started").end(job);
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
