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

import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.core.internal.CollectionIndex;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Waits until every index of the collection is finished, with no row pending. */
final class IndexedStage extends RepeatingStage<List<CollectionIndex>> {

  private final RefreshJob completed;
  private final CollectionName collection;
  private String lastSeen = "its indexes were not seen";

  IndexedStage(RefreshJob completed, Wait wait) {
    super(wait);
    this.completed = completed;
    this.collection = LoadedStage.collectionOf(completed, wait);
  }

  @Override
  CompletableFuture<List<CollectionIndex>> ask(RpcOptions rpc) {
    return waitOfStage().context().calls().indexes(collection, rpc);
  }

  @Override
  void judge(List<CollectionIndex> indexes) {
    if (indexes.isEmpty()) {
      throw InvalidArgumentException.of(
          "wait_for",
          "Argument 'wait_for' asks for indexes, but collection '"
              + collection
              + "' has none: create one, or wait for 'completed'.");
    }
    indexes.stream()
        .filter(CollectionIndex::isFailed)
        .findFirst()
        .ifPresentOrElse(this::fail, () -> judgeSound(indexes));
  }

  private void fail(CollectionIndex index) {
    waitOfStage()
        .failed(
            AwaitOutcome.APPLIED_NOT_INDEXED,
            RefreshFailedException.ofIndex(completed, index.name(), index.failReason()));
  }

  private void judgeSound(List<CollectionIndex> indexes) {
    indexes.stream()
        .filter(index -> !index.isFinished())
        .findFirst()
        .ifPresentOrElse(this::remember, () -> waitOfStage().indexed(completed));
  }

  private void remember(CollectionIndex index) {
    String now =
        "index '%s' has %d of %d rows pending"
            .formatted(index.name(), index.pendingRows(), index.totalRows());
    if (!now.equals(lastSeen)) {
      JobLog.notReady(completed, now);
    }
    lastSeen = now;
  }

  @Override
  public MilvusRefreshException timeout(Duration timeout) {
    return AwaitTimeoutException.ofReadiness(
        completed, "indexed", timeout, lastSeen, waitOfStage().lastTrouble());
  }
}
