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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to refresh. {@code toString} shows neither source nor spec, which may hold keys.
 *
 * @param collection the external collection
 * @param externalSource a new source; null to keep the collection's
 * @param externalSpec a new spec, JSON text; null to keep the collection's
 * @param ifRunning what to do if another refresh of the collection runs; default {@link
 *     IfRunning#FAIL}
 * @param timeout how long the job may take as seen from here, queueing included: it becomes the
 *     deadline of the {@link JobHandle}; zero or above, default 1 h
 */
public record RefreshRequest(
    CollectionName collection,
    @Nullable String externalSource,
    @Nullable String externalSpec,
    IfRunning ifRunning,
    Duration timeout)
    implements Serializable {

  // Checks that source and spec are both given or both omitted, as Milvus demands.
  public RefreshRequest {
    requireNonNull(collection, "collection");
    requireNonNull(ifRunning, "ifRunning");
    if ((externalSource == null) != (externalSpec == null)) {
      throw new InvalidArgumentException(
          externalSource == null ? "external_source" : "external_spec",
          null,
          "external_source and external_spec both provided or both omitted");
    }
    timeout = AwaitOptions.builder().timeout(timeout).build().timeout();
  }

  /**
   * Returns a request that keeps the collection's source and spec, with the defaults.
   *
   * @param collection {@code coll} or {@code db.coll}
   * @return the request
   */
  public static RefreshRequest of(String collection) {
    return of(CollectionName.parse(collection));
  }

  /**
   * Returns a request that keeps the collection's source and spec, with the defaults.
   *
   * @param collection the external collection
   * @return the request
   */
  public static RefreshRequest of(CollectionName collection) {
    return new RefreshRequest(
        collection, null, null, IfRunning.FAIL, AwaitOptions.defaults().timeout());
  }

  /**
   * Returns this request with a new source and spec.
   *
   * @param newSource the source; null to keep the collection's
   * @param newSpec the spec, JSON text; null to keep the collection's
   * @return a copy
   * @throws InvalidArgumentException if only one of them is given
   */
  public RefreshRequest withSource(@Nullable String newSource, @Nullable String newSpec) {
    return new RefreshRequest(collection, newSource, newSpec, ifRunning, timeout);
  }

  /**
   * Returns this request with another way to meet a refresh that runs.
   *
   * @param newIfRunning the way
   * @return a copy
   */
  public RefreshRequest withIfRunning(IfRunning newIfRunning) {
    return new RefreshRequest(collection, externalSource, externalSpec, newIfRunning, timeout);
  }

  /**
   * Returns this request with another timeout.
   *
   * @param newTimeout zero or a positive duration
   * @return a copy
   */
  public RefreshRequest withTimeout(Duration newTimeout) {
    return new RefreshRequest(collection, externalSource, externalSpec, ifRunning, newTimeout);
  }

  @Override
  public String toString() {
    return "RefreshRequest[" + collection + (externalSource == null ? "]" : ", new source]");
  }
}
