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
package io.github.milvusrefresh.embedded;

import io.github.milvusrefresh.embedded.internal.model.CollectionScripts;
import io.github.milvusrefresh.embedded.internal.model.IndexProgress;
import io.github.milvusrefresh.embedded.internal.model.LoadProgress;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Shows the indexes and the loading of one collection as a test wants them. From the first move of
 * the one or the other on, the server leaves it alone, until it is restarted. Thread-safe; each
 * method returns this control.
 *
 * <p>Moves change what is told, not what there is: without {@code CreateIndex} there is no index to
 * describe.
 */
public final class CollectionControl {

  private final long collectionId;
  private final CollectionScripts scripts;

  CollectionControl(long collectionId, CollectionScripts scripts) {
    this.collectionId = collectionId;
    this.scripts = scripts;
  }

  /**
   * Shows indexes in progress. A refresh that waits for indexes waits on.
   *
   * @param pendingRows how many rows wait for them, at least 1
   * @return this control
   */
  public CollectionControl indexing(long pendingRows) {
    if (pendingRows < 1) {
      throw new IllegalArgumentException("pendingRows must be at least 1, not " + pendingRows);
    }
    return showIndexes(rows -> IndexProgress.of(Math.max(rows, pendingRows), pendingRows));
  }

  /**
   * Shows all rows as indexed.
   *
   * @return this control
   */
  public CollectionControl indexed() {
    return showIndexes(rows -> IndexProgress.of(rows, 0));
  }

  /**
   * Shows indexes as failed, with all rows pending for ever. A refresh that waits for indexes waits
   * until its timeout, as in Milvus.
   *
   * @param reason why
   * @return this control
   */
  public CollectionControl indexFailed(String reason) {
    return showIndexes(rows -> IndexProgress.failed(Math.max(rows, 1), reason));
  }

  /**
   * Shows the collection as not loaded.
   *
   * @return this control
   */
  public CollectionControl released() {
    return showLoad(LoadProgress.RELEASED);
  }

  /**
   * Shows the collection on its way.
   *
   * @param progress usually 0 to 99
   * @return this control
   */
  public CollectionControl loading(int progress) {
    return showLoad(LoadProgress.loading(progress));
  }

  /**
   * Shows the collection as loaded, with its newest segments.
   *
   * @return this control
   */
  public CollectionControl loaded() {
    return showLoad(LoadProgress.LOADED);
  }

  /**
   * Shows the collection as loaded, while it loads its newest segments: {@code progress} 100,
   * {@code refresh_progress} 0.
   *
   * @return this control
   */
  public CollectionControl loadRefreshing() {
    return showLoad(LoadProgress.REFRESHING);
  }

  /**
   * Adds a step that happens right before a poll is answered. Steps added earlier come first, one a
   * poll. Polls are {@code DescribeIndex}, {@code GetLoadState} and {@code GetLoadingProgress}.
   *
   * @param step moves what is shown, or does anything else
   * @return this control
   */
  public CollectionControl thenOnPoll(Consumer<CollectionControl> step) {
    scripts.then(collectionId, () -> step.accept(this));
    return this;
  }

  /**
   * Adds several steps, see {@link #thenOnPoll}.
   *
   * @param steps one a poll
   * @return this control
   */
  @SafeVarargs
  public final CollectionControl script(Consumer<CollectionControl>... steps) {
    for (Consumer<CollectionControl> step : steps) {
      thenOnPoll(step);
    }
    return this;
  }

  private CollectionControl showIndexes(LongFunction<IndexProgress> progressOfRows) {
    scripts.showIndexes(collectionId, progressOfRows);
    return this;
  }

  private CollectionControl showLoad(LoadProgress progress) {
    scripts.showLoad(collectionId, progress);
    return this;
  }
}
