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

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the RPCs about loading do. Thread-safe. */
public final class LoadService {

  private final Catalog catalog;
  private final CollectionScripts scripts;
  private final InstantSource clock;
  private final Duration loadTime;

  public LoadService(
      Catalog catalog, CollectionScripts scripts, InstantSource clock, ServingSettings settings) {
    this.catalog = catalog;
    this.scripts = scripts;
    this.clock = clock;
    this.loadTime = settings.loadTime();
  }

  /** Begins to load a collection; once more is no error. */
  public void load(String database, String name) {
    MilvusCollection collection = indexed(database, name);
    if (collection.serving().load() == null) {
      change(collection, new Load(clock.instant(), null));
    }
  }

  /** Begins to load the newest segments of a loaded collection. */
  public void refresh(String database, String name) {
    MilvusCollection collection = indexed(database, name);
    Load load = collection.serving().load();
    if (load == null) {
      throw notLoaded(collection);
    }
    if (progress(collection).state() != LoadState.LOADED) {
      throw MilvusError.COLLECTION_NOT_LOADED.saying(
          "collection not fully loaded: collection not loaded[collection=%d]"
              .formatted(collection.id()));
    }
    change(collection, load.refreshedAt(clock.instant()));
  }

  /** Releases a collection; once more is no error. */
  public void release(String database, String name) {
    change(catalog.collection(database, name), null);
  }

  /** Returns whether a collection is loaded; one that is not there is no error. A poll. */
  public LoadState state(String database, String name) {
    catalog.find(database, name).map(MilvusCollection::id).ifPresent(scripts::poll);
    return catalog
        .find(database, name)
        .map(collection -> progress(collection).state())
        .orElse(LoadState.NOT_EXIST);
  }

  /** Returns how far a collection is that is loaded or on its way. A poll. */
  public LoadProgress progress(String database, String name) {
    scripts.poll(catalog.collection(database, name).id());
    MilvusCollection collection = catalog.collection(database, name);
    LoadProgress progress = progress(collection);
    if (progress.state() == LoadState.NOT_LOAD) {
      throw notLoaded(collection);
    }
    return progress;
  }

  private LoadProgress progress(MilvusCollection collection) {
    return scripts.load(collection.id()).orElseGet(() -> progress(collection.serving().load()));
  }

  private LoadProgress progress(@Nullable Load load) {
    if (load == null) {
      return LoadProgress.RELEASED;
    }
    Instant now = clock.instant();
    if (now.isBefore(load.since().plus(loadTime))) {
      Duration elapsed = Duration.between(load.since(), now);
      return LoadProgress.loading((int) elapsed.multipliedBy(100).dividedBy(loadTime));
    }
    Instant refreshed = load.refreshed();
    return refreshed != null && now.isBefore(refreshed.plus(loadTime))
        ? LoadProgress.REFRESHING
        : LoadProgress.LOADED;
  }

  /** Milvus loads no collection with a vector field that has no index. */
  private MilvusCollection indexed(String database, String name) {
    MilvusCollection collection = catalog.collection(database, name);
    Serving serving = collection.serving();
    if (serving.indexes().isEmpty()) {
      throw MilvusError.INDEX_NOT_FOUND.about("[collection=" + name + "]");
    }
    List<String> missing =
        collection.definition().vectors().stream()
            .filter(field -> serving.indexOn(field).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw MilvusError.UNEXPECTED.saying(
          "there is no vector index on field: [%s], please create index firstly"
              .formatted(String.join(" ", missing)));
    }
    return collection;
  }

  private static MilvusException notLoaded(MilvusCollection collection) {
    return MilvusError.COLLECTION_NOT_LOADED.about("[collection=" + collection.id() + "]");
  }

  private void change(MilvusCollection collection, @Nullable Load load) {
    catalog.change(collection.id(), current -> current.serving(current.serving().loaded(load)));
  }
}
