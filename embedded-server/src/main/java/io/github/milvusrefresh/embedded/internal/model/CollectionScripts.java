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
package io.github.milvusrefresh.embedded.internal.model;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/** What tests arranged to happen to single collections. Forgotten at a restart. Thread-safe. */
public final class CollectionScripts {

  private final PollSteps steps = new PollSteps();
  private final Map<Long, LongFunction<IndexProgress>> indexes = new ConcurrentHashMap<>();
  private final Map<Long, LoadProgress> loads = new ConcurrentHashMap<>();

  /** Adds a step that happens right before a poll is answered, one step a poll. */
  public void then(long collectionId, Runnable step) {
    steps.then(collectionId, step);
  }

  public void poll(long collectionId) {
    steps.poll(collectionId);
  }

  /** Shows that progress from now on; it may depend on how many rows there are. */
  public void showIndexes(long collectionId, LongFunction<IndexProgress> progressOfRows) {
    indexes.put(collectionId, progressOfRows);
  }

  public void showLoad(long collectionId, LoadProgress progress) {
    loads.put(collectionId, progress);
  }

  Optional<LongFunction<IndexProgress>> indexes(long collectionId) {
    return Optional.ofNullable(indexes.get(collectionId));
  }

  Optional<LoadProgress> load(long collectionId) {
    return Optional.ofNullable(loads.get(collectionId));
  }
}
