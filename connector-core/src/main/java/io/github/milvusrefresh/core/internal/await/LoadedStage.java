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

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.internal.CollectionLoad;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waits until the collection is loaded; somebody else loads it. */
final class LoadedStage extends RepeatingStage<CollectionLoad> {

  private final RefreshJob completed;
  private final CollectionName collection;
  private String lastSeen = "its load state was not seen";

  LoadedStage(RefreshJob completed, Wait wait) {
    super(wait);
    this.completed = completed;
    this.collection = collectionOf(completed, wait);
  }

  /** A job names its collection without the database; the wait may know better. */
  static CollectionName collectionOf(RefreshJob completed, Wait wait) {
    CollectionName known = wait.collection();
    return known == null ? new CollectionName(null, completed.collectionName()) : known;
  }

  @Override
  CompletableFuture<CollectionLoad> ask(RpcOptions rpc) {
    return waitOfStage().context().calls().load(collection, rpc);
  }

  @Override
  void judge(CollectionLoad load) {
    if (load.isLoaded()) {
      waitOfStage().ready();
      return;
    }
    String now = load.describe();
    if (!now.equals(lastSeen)) {
      JobLog.notReady(completed, now);
    }
    lastSeen = now;
  }

  @Override
  public MilvusRefreshException timeout(Duration timeout) {
    return AwaitTimeoutException.ofReadiness(
        completed, "loaded", timeout, lastSeen, waitOfStage().lastTrouble());
  }
}
