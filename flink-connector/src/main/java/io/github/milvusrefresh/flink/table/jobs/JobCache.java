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

import java.time.Duration;
import java.util.Collection;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.groups.InternalCacheMetricGroup;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;
import org.apache.flink.table.connector.source.lookup.cache.LookupCache;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * The rows of jobs that were looked up. Rows that are final stay as long as the options say; the
 * others, and that a job is not known, as long as a poll interval. Thread-safe.
 */
final class JobCache implements AutoCloseable {

  private final @Nullable LookupCache ended;
  private final @Nullable LookupCache running;

  private JobCache(@Nullable LookupCache ended, @Nullable LookupCache running) {
    this.ended = ended;
    this.running = running;
  }

  /** Opens a cache; without settings one that keeps nothing. */
  static JobCache open(
      LookupSettings.@Nullable Cache settings, Duration pollInterval, MetricGroup metrics) {
    if (settings == null) {
      return new JobCache(null, null);
    }
    DefaultLookupCache ended = settings.open();
    ended.open(new InternalCacheMetricGroup(metrics, "cache"));
    DefaultLookupCache running = settings.expiringAfter(pollInterval).open();
    running.open(UnregisteredMetricsGroup.createCacheMetricGroup());
    return new JobCache(ended, running);
  }

  @Nullable Collection<RowData> get(long jobId) {
    RowData key = GenericRowData.of(jobId);
    Collection<RowData> rows = ended == null ? null : ended.getIfPresent(key);
    return rows != null || running == null ? rows : running.getIfPresent(key);
  }

  void put(long jobId, Collection<RowData> rows, boolean isFinal) {
    LookupCache cache = isFinal ? ended : running;
    if (cache != null) {
      cache.put(GenericRowData.of(jobId), rows);
    }
  }

  @Override
  public void close() {
    close(ended);
    close(running);
  }

  private static void close(@Nullable LookupCache cache) {
    if (cache != null) {
      try {
        cache.close();
      } catch (Exception e) {
        throw new IllegalStateException("The cache of refresh jobs cannot be closed.", e);
      }
    }
  }
}
