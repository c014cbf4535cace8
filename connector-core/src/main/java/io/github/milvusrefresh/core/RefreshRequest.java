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
import org.jspecify.annotations.Nullable;

/**
 * What to refresh. {@code toString} shows neither source nor spec, which may hold keys.
 *
 * @param collection the external collection
 * @param externalSource a new source; null to keep the collection's
 * @param externalSpec a new spec, JSON text; null to keep the collection's
 */
public record RefreshRequest(
    CollectionName collection, @Nullable String externalSource, @Nullable String externalSpec) {

  // Checks that source and spec are both given or both omitted, as Milvus demands.
  public RefreshRequest {
    if ((externalSource == null) != (externalSpec == null)) {
      throw new InvalidArgumentException(
          externalSource == null ? "external_source" : "external_spec",
          null,
          "external_source and external_spec both provided or both omitted");
    }
  }

  /**
   * Returns a request that keeps the collection's source and spec.
   *
   * @param collection {@code coll} or {@code db.coll}
   * @return the request
   */
  public static RefreshRequest of(String collection) {
    return new RefreshRequest(CollectionName.parse(collection), null, null);
  }

  @Override
  public String toString() {
    return "RefreshRequest[" + collection + (externalSource == null ? "]" : ", new source]");
  }
}
