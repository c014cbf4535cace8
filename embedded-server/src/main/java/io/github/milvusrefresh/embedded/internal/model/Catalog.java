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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The databases and collections. Every change is saved before it is seen. Thread-safe. */
public final class Catalog {

  private final CatalogStore store;
  private final IdAllocator ids;
  private final InstantSource clock;
  private final Map<String, Database> databases = new LinkedHashMap<>();
  private final Map<Long, MilvusCollection> collections = new LinkedHashMap<>();

  public Catalog(CatalogStore store, IdAllocator ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    CatalogStore.Contents contents = store.loadCatalog();
    contents.databases().forEach(database -> databases.put(database.name(), database));
    contents.collections().forEach(collection -> collections.put(collection.id(), collection));
    if (!databases.containsKey(Database.DEFAULT)) {
      addDatabase(Database.DEFAULT);
    }
  }

  public synchronized List<Database> databases() {
    return List.copyOf(databases.values());
  }

  public synchronized Database database(String name) {
    Database database = databases.get(name);
    if (database == null) {
      throw MilvusError.DATABASE_NOT_FOUND.about("[database=" + name + "]");
    }
    return database;
  }

  public synchronized void createDatabase(String name) {
    if (name.isEmpty()) {
      throw MilvusError.PARAMETER_INVALID.because("database name should not be empty");
    }
    if (databases.containsKey(name)) {
      throw MilvusError.PARAMETER_INVALID.because("database already exist: " + name);
    }
    addDatabase(name);
  }

  /** Creates a collection; the same definition once more is no error, as in Milvus. */
  public synchronized void createCollection(
      String database, String name, String source, String spec, Definition definition) {
    database(database);
    Optional<MilvusCollection> existing = find(database, name);
    if (existing.isEmpty()) {
      long id = ids.next();
      collections.put(
          id,
          new MilvusCollection(
              id, database, name, clock.instant(), source, spec, definition, Serving.NOTHING));
      save();
    } else if (!existing.get().definition().equals(definition)) {
      throw MilvusError.PARAMETER_INVALID.because(
          "create duplicate collection with different parameters, collection: " + name);
    }
  }

  public synchronized Optional<MilvusCollection> find(String database, String name) {
    return first(
        collection -> collection.database().equals(database) && collection.name().equals(name));
  }

  public synchronized Optional<MilvusCollection> find(long collectionId) {
    return Optional.ofNullable(collections.get(collectionId));
  }

  public synchronized MilvusCollection collection(String database, String name) {
    database(database);
    return find(database, name)
        .orElseThrow(
            () ->
                MilvusError.COLLECTION_NOT_FOUND.about(
                    "[database=%s][collection=%s]".formatted(database, name)));
  }

  /** Dropping what is not there is no error, as in Milvus. */
  public synchronized void dropCollection(String database, String name) {
    database(database);
    find(database, name)
        .ifPresent(
            collection -> {
              collections.remove(collection.id());
              save();
            });
  }

  /** Changes a collection; does nothing if it was dropped. */
  public synchronized void change(long collectionId, UnaryOperator<MilvusCollection> change) {
    MilvusCollection changed =
        collections.computeIfPresent(collectionId, (id, collection) -> change.apply(collection));
    if (changed != null) {
      save();
    }
  }

  private Optional<MilvusCollection> first(Predicate<MilvusCollection> wanted) {
    return collections.values().stream().filter(wanted).findFirst();
  }

  private void addDatabase(String name) {
    databases.put(name, new Database(ids.next(), name, clock.instant()));
    save();
  }

  private void save() {
    store.saveCatalog(
        new CatalogStore.Contents(
            new ArrayList<>(databases.values()), new ArrayList<>(collections.values())));
  }
}
