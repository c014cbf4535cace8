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

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the RPCs about indexes do. Thread-safe. */
public final class IndexService {

  private final Catalog catalog;
  private final CollectionScripts scripts;
  private final IdAllocator ids;
  private final InstantSource clock;
  private final IndexBuilds builds;

  public IndexService(
      Catalog catalog,
      CollectionScripts scripts,
      IdAllocator ids,
      InstantSource clock,
      ServingSettings settings) {
    this.catalog = catalog;
    this.scripts = scripts;
    this.ids = ids;
    this.clock = clock;
    this.builds = new IndexBuilds(settings.indexBuildTime());
  }

  /** Creates an index; the same once more is no error. An empty name is the field's. */
  public void create(
      String database, String collection, String field, String name, Map<String, String> params) {
    MilvusCollection target = catalog.collection(database, collection);
    if (!target.definition().fields().contains(field)) {
      throw MilvusError.UNEXPECTED.saying("cannot create index on non-exist field: " + field);
    }
    catalog.change(target.id(), current -> withIndex(current, field, name, params));
  }

  /** Drops an index; dropping what is not there is no error. An empty name is the only one's. */
  public void drop(String database, String collection, String name) {
    MilvusCollection target = catalog.collection(database, collection);
    List<CollectionIndex> named = named(target, name);
    if (named.size() > 1) {
      throw MilvusError.INDEX_DUPLICATE.about("[indexName=" + name + "]");
    }
    named.forEach(index -> drop(target, index));
  }

  /** Returns how far the index of that name is; with an empty name all. Counts as a poll. */
  public List<IndexReport> describe(String database, String collection, String name) {
    scripts.poll(catalog.collection(database, collection).id());
    MilvusCollection target = catalog.collection(database, collection);
    List<CollectionIndex> named = named(target, name);
    if (named.isEmpty()) {
      throw MilvusError.INDEX_NOT_FOUND.about(
          name.isEmpty() ? "[collection=" + collection + "]" : "[indexName=" + name + "]");
    }
    return named.stream().map(index -> new IndexReport(index, progress(target, index))).toList();
  }

  private IndexProgress progress(MilvusCollection collection, CollectionIndex index) {
    List<Segment> segments = collection.serving().segments();
    long rows = collection.serving().rows();
    return scripts
        .indexes(collection.id())
        .map(shown -> shown.apply(rows))
        .orElseGet(
            () -> IndexProgress.of(rows, builds.pendingRows(segments, index, clock.instant())));
  }

  /** Returns how much of a collection has all its indexes, 0.0 to 1.0; 1.0 if there is none. */
  public double done(long collectionId) {
    return catalog.find(collectionId).map(this::done).orElse(1.0);
  }

  private double done(MilvusCollection collection) {
    return collection.serving().indexes().stream()
        .mapToDouble(index -> progress(collection, index).done())
        .min()
        .orElse(1);
  }

  private MilvusCollection withIndex(
      MilvusCollection collection, String field, String name, Map<String, String> params) {
    Serving serving = collection.serving();
    String actual =
        name.isEmpty() ? serving.indexOn(field).map(CollectionIndex::name).orElse(field) : name;
    Optional<CollectionIndex> existing = serving.index(actual);
    if (existing.isPresent()) {
      requireSame(existing.get(), field, params);
      return collection;
    }
    if (serving.indexOn(field).isPresent()) {
      throw MilvusError.UNEXPECTED.saying(
          "CreateIndex failed: creating multiple indexes on same field is not supported");
    }
    return collection.serving(
        serving.with(new CollectionIndex(ids.next(), actual, field, params, clock.instant())));
  }

  private void drop(MilvusCollection collection, CollectionIndex index) {
    boolean vector = collection.definition().vectors().contains(index.field());
    if (vector && collection.serving().load() != null) {
      throw MilvusError.PARAMETER_INVALID.because(
          "vector index cannot be dropped on loaded collection: " + collection.id());
    }
    catalog.change(collection.id(), current -> current.serving(current.serving().without(index)));
  }

  private static void requireSame(
      CollectionIndex existing, String field, Map<String, String> params) {
    if (!existing.field().equals(field) || !existing.params().equals(params)) {
      throw MilvusError.UNEXPECTED.saying(
          "CreateIndex failed: at most one distinct index is allowed per field");
    }
  }

  private static List<CollectionIndex> named(MilvusCollection collection, String name) {
    return collection.serving().indexes().stream()
        .filter(index -> name.isEmpty() || index.name().equals(name))
        .toList();
  }
}
