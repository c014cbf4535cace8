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

import java.util.List;

/** Keeps databases and collections, all together. */
public interface CatalogStore {

  Contents loadCatalog();

  void saveCatalog(Contents contents);

  /**
   * All of a catalog.
   *
   * @param databases in the order of their creation
   * @param collections in the order of their creation
   */
  record Contents(List<Database> databases, List<MilvusCollection> collections) {

    /** Nothing yet. */
    public static final Contents EMPTY = new Contents(List.of(), List.of());
  }
}
