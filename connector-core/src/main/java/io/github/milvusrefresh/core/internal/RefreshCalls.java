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
package io.github.milvusrefresh.core.internal;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.RpcOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The calls, each a single attempt. Futures fail with {@link
 * io.github.milvusrefresh.core.error.MilvusRefreshException}, never wrapped; cancelling one cancels
 * the call. Internal; the seam that tests script.
 */
public interface RefreshCalls {

  /** Returns the same calls with answers that are read, and futures completed, by the executor. */
  default RefreshCalls answeringOn(Executor executor) {
    return this;
  }

  /** Starts a refresh; completes with the id of the job. */
  CompletableFuture<Long> refresh(RefreshRequest request, RpcOptions rpc);

  /** Asks for a job. */
  CompletableFuture<RefreshJob> progress(long jobId, RpcOptions rpc);

  /** Lists the jobs of all collections, newest first. */
  CompletableFuture<List<RefreshJob>> jobs(RpcOptions rpc);

  /** Lists the jobs of one collection, newest first. */
  CompletableFuture<List<RefreshJob>> jobs(CollectionName collection, RpcOptions rpc);

  /**
   * Tells whether a job reads a source, as far as the answers show it: secrets in it are masked.
   *
   * @param source null for whatever the collection's source is
   */
  boolean isSourceOf(RefreshJob job, @Nullable String source);

  /** Describes the indexes of a collection; none if it has none. */
  CompletableFuture<List<CollectionIndex>> indexes(CollectionName collection, RpcOptions rpc);

  /** Tells how far a collection is loaded. */
  CompletableFuture<CollectionLoad> load(CollectionName collection, RpcOptions rpc);
}
