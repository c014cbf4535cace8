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
package io.github.milvusrefresh.flink.table.jobs;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;
import org.jspecify.annotations.Nullable;

/**
 * What the options {@code lookup.*} of a table say.
 *
 * @param cache where rows are kept; null for nowhere
 * @param maxRetries how often a lookup is repeated in trouble that time may mend; null for as often
 *     as {@code await.unreachable-timeout} allows
 */
public record LookupSettings(@Nullable Cache cache, @Nullable Integer maxRetries)
    implements Serializable {

  /**
   * Which rows to keep, and for how long.
   *
   * @param maxRows how many; null for any number
   * @param expireAfterWrite how long since the server was asked; null for ever
   * @param expireAfterAccess how long since it was used; null for ever
   * @param cacheMissingKey whether to keep that the server does not know a job
   */
  public record Cache(
      @Nullable Long maxRows,
      @Nullable Duration expireAfterWrite,
      @Nullable Duration expireAfterAccess,
      boolean cacheMissingKey)
      implements Serializable {

    DefaultLookupCache open() {
      DefaultLookupCache.Builder builder =
          DefaultLookupCache.newBuilder().cacheMissingKey(cacheMissingKey);
      if (maxRows != null) {
        builder.maximumSize(maxRows);
      }
      if (expireAfterWrite != null) {
        builder.expireAfterWrite(expireAfterWrite);
      }
      if (expireAfterAccess != null) {
        builder.expireAfterAccess(expireAfterAccess);
      }
      return builder.build();
    }

    /** The same, for rows that can change. */
    Cache expiringAfter(Duration age) {
      Duration shorter =
          expireAfterWrite != null && expireAfterWrite.compareTo(age) < 0 ? expireAfterWrite : age;
      return new Cache(maxRows, shorter, expireAfterAccess, cacheMissingKey);
    }
  }
}
