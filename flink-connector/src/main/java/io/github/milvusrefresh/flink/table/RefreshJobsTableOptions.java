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
package io.github.milvusrefresh.flink.table;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.Choices;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.Durations;
import io.github.milvusrefresh.flink.table.jobs.JobsSettings;
import io.github.milvusrefresh.flink.table.jobs.LookupSettings;
import io.github.milvusrefresh.flink.table.jobs.ScanMode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.source.lookup.LookupOptions;
import org.jspecify.annotations.Nullable;

/** The options of a table of refresh jobs, besides those of the connection. */
final class RefreshJobsTableOptions {

  /** Text, so that the error for a wrong value names the option. */
  static final ConfigOption<String> SCAN_MODE =
      ConfigOptions.key("scan.mode")
          .stringType()
          .defaultValue("snapshot")
          .withDescription(
              "'snapshot' reads the jobs once; 'changes' goes on with each change, as upserts by"
                  + " job_id");

  /** Text, so that it means the same as the durations of the connection. */
  static final ConfigOption<String> POLL_INTERVAL =
      ConfigOptions.key("poll.interval")
          .stringType()
          .defaultValue("5s")
          .withDescription(
              "The pause between two polls for changes, and how long a lookup join keeps the row of"
                  + " a job that runs; 500ms or more");

  static final ConfigOption<String> COLLECTION =
      ConfigOptions.key("collection")
          .stringType()
          .noDefaultValue()
          .withDescription("Only the jobs of this collection, 'coll' or 'db.coll'; else of all");

  /** Each poll makes the server list its jobs. */
  private static final Duration MIN_POLL_INTERVAL = Duration.ofMillis(500);

  private RefreshJobsTableOptions() {}

  static Set<ConfigOption<?>> all() {
    return Set.of(
        SCAN_MODE,
        POLL_INTERVAL,
        COLLECTION,
        LookupOptions.CACHE_TYPE,
        LookupOptions.PARTIAL_CACHE_MAX_ROWS,
        LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_WRITE,
        LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_ACCESS,
        LookupOptions.PARTIAL_CACHE_CACHE_MISSING_KEY,
        LookupOptions.MAX_RETRIES);
  }

  static JobsSettings read(ConnectorOptions connection, ReadableConfig options) {
    return new JobsSettings(
        connection,
        Choices.parse(SCAN_MODE.key(), options.get(SCAN_MODE), ScanMode.class),
        options.getOptional(COLLECTION).map(CollectionName::parse).orElse(null),
        pollInterval(options.get(POLL_INTERVAL)),
        new LookupSettings(cache(options), maxRetries(options)));
  }

  private static Duration pollInterval(String text) {
    Duration interval = Durations.parse(POLL_INTERVAL.key(), text);
    if (interval.compareTo(MIN_POLL_INTERVAL) < 0) {
      throw new InvalidArgumentException(
          POLL_INTERVAL.key(), text, "500ms or more, since each poll lists the server's jobs");
    }
    return interval;
  }

  private static LookupSettings.@Nullable Cache cache(ReadableConfig options) {
    return switch (options.get(LookupOptions.CACHE_TYPE)) {
      case NONE -> null;
      case PARTIAL -> partialCache(options);
      case FULL ->
          throw new InvalidArgumentException(
              LookupOptions.CACHE_TYPE.key(), "FULL", "NONE or PARTIAL, since jobs change");
    };
  }

  private static LookupSettings.Cache partialCache(ReadableConfig options) {
    List<ConfigOption<?>> bounds =
        List.of(
            LookupOptions.PARTIAL_CACHE_MAX_ROWS,
            LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_WRITE,
            LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_ACCESS);
    if (bounds.stream().noneMatch(bound -> options.getOptional(bound).isPresent())) {
      throw InvalidArgumentException.of(
          LookupOptions.CACHE_TYPE.key(),
          "Option 'lookup.cache' is PARTIAL and nothing bounds the cache: expected one of %s too."
              .formatted(bounds.stream().map(ConfigOption::key).collect(Collectors.joining(", "))));
    }
    return new LookupSettings.Cache(
        options.get(LookupOptions.PARTIAL_CACHE_MAX_ROWS),
        options.get(LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_WRITE),
        options.get(LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_ACCESS),
        options.get(LookupOptions.PARTIAL_CACHE_CACHE_MISSING_KEY));
  }

  /** Flink's default of 3 would end a lookup long before await.unreachable-timeout does. */
  private static @Nullable Integer maxRetries(ReadableConfig options) {
    Integer retries = options.getOptional(LookupOptions.MAX_RETRIES).orElse(null);
    if (retries != null && retries < 0) {
      throw new InvalidArgumentException(
          LookupOptions.MAX_RETRIES.key(), retries, "a whole number, zero or above");
    }
    return retries;
  }
}
