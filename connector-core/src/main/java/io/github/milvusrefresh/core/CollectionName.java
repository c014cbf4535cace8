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
package io.github.milvusrefresh.core;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The name of a collection, with the database if it was given.
 *
 * @param database the database; null for that of the connection
 * @param collection the collection, never blank
 */
public record CollectionName(@Nullable String database, String collection) implements Serializable {

  // Checks that neither part is blank.
  public CollectionName {
    if (collection.isBlank() || (database != null && database.isBlank())) {
      throw new InvalidArgumentException(
          "collection", database == null ? collection : database + "." + collection, SHAPE);
    }
  }

  private static final String SHAPE = "the name of a collection, 'coll' or 'db.coll'";

  /**
   * Reads {@code coll} or {@code db.coll}. Milvus names hold no dots.
   *
   * @param text the text
   * @return the name
   * @throws InvalidArgumentException if a part is empty or there are more than two
   */
  public static CollectionName parse(String text) {
    String[] parts = text.strip().split("\\.", -1);
    return switch (parts.length) {
      case 1 -> new CollectionName(null, parts[0]);
      case 2 -> new CollectionName(parts[0], parts[1]);
      default -> throw new InvalidArgumentException("collection", text, SHAPE);
    };
  }

  @Override
  public String toString() {
    return database == null ? collection : database + "." + collection;
  }
}
