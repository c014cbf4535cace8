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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

/**
 * What a lookup join keeps, and for how long; by the clock of Flink's cache, which is the JVM's.
 */
class JobCacheTest {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Collection<RowData> ROWS = List.of(GenericRowData.of("row"));

  private static JobCache open(LookupSettings.Cache settings, Duration pollInterval) {
    return JobCache.open(settings, pollInterval, new UnregisteredMetricsGroup());
  }

  private static void awaitExpiry(JobCache cache, long jobId) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (cache.get(jobId) != null) {
      assertThat(System.nanoTime() - deadline).as("left of the deadline").isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void whatCanChangeExpiresAfterAPollIntervalAndWhatIsFinalStays() {
    try (JobCache cache = open(new LookupSettings.Cache(9L, null, null, true), POLL_INTERVAL)) {
      cache.put(7, ROWS, true);
      cache.put(9, ROWS, false);
      cache.put(3, List.of(), false);
      awaitExpiry(cache, 9);
      awaitExpiry(cache, 3);
      assertThat(cache.get(7)).isEqualTo(ROWS);
    }
  }

  @Test
  void anExpiryThatIsShorterThanAPollIntervalCounts() {
    LookupSettings.Cache brief = new LookupSettings.Cache(null, POLL_INTERVAL, null, true);
    try (JobCache cache = open(brief, Duration.ofHours(1))) {
      cache.put(7, ROWS, true);
      cache.put(9, ROWS, false);
      awaitExpiry(cache, 7);
      awaitExpiry(cache, 9);
    }
  }

  @Test
  void missesAreKeptIfWanted() {
    Duration hour = Duration.ofHours(1);
    try (JobCache with = open(new LookupSettings.Cache(9L, null, null, true), hour);
        JobCache without = open(new LookupSettings.Cache(9L, null, null, false), hour)) {
      with.put(3, List.of(), false);
      without.put(3, List.of(), false);
      assertThat(with.get(3)).isEmpty();
      assertThat(without.get(3)).isNull();
    }
  }

  @Test
  void withoutSettingsNothingIsKept() {
    try (JobCache cache = JobCache.open(null, POLL_INTERVAL, new UnregisteredMetricsGroup())) {
      cache.put(7, ROWS, true);
      assertThat(cache.get(7)).isNull();
    }
  }
}
