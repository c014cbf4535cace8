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

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.Choices;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.Durations;
import io.github.milvusrefresh.core.sql.JobIds;
import io.github.milvusrefresh.flink.RefreshGate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What the gate of a table waits for. All are text, so that they mean the same as arguments of that
 * name, and errors name the option.
 */
final class GateOptions {

  static final ConfigOption<String> JOB_ID =
      ConfigOptions.key("gate.job-id")
          .stringType()
          .noDefaultValue()
          .withDescription("The refresh job that must complete, or several, separated by ';'");

  static final ConfigOption<String> COLLECTION =
      ConfigOptions.key("gate.collection")
          .stringType()
          .noDefaultValue()
          .withDescription("Instead: the collection whose active or else newest job must complete");

  static final ConfigOption<String> REFRESH =
      ConfigOptions.key("gate.refresh")
          .stringType()
          .defaultValue("false")
          .withDescription("Whether the gate refreshes that collection itself when a job starts");

  static final ConfigOption<String> TIMEOUT =
      ConfigOptions.key("gate.timeout")
          .stringType()
          .noDefaultValue()
          .withDescription("How long the gate may stay closed; unset: await.timeout");

  static final ConfigOption<String> WAIT_FOR =
      ConfigOptions.key("gate.wait-for")
          .stringType()
          .defaultValue("completed")
          .withDescription("How far the data must have come: completed, indexed or loaded");

  static final Set<ConfigOption<?>> ALL = Set.of(JOB_ID, COLLECTION, REFRESH, TIMEOUT, WAIT_FOR);

  private GateOptions() {}

  /** Reads the gate of a table from its options. */
  static RefreshGate read(ReadableConfig options, Map<String, String> table) {
    ConnectorOptions connector = MilvusRefreshOptions.read(table);
    AwaitOptions.Builder await =
        connector.await().toBuilder()
            .waitFor(Choices.parse(WAIT_FOR.key(), options.get(WAIT_FOR), Readiness.class));
    options
        .getOptional(TIMEOUT)
        .map(text -> Durations.parse(TIMEOUT.key(), text))
        .ifPresent(await::timeout);
    return target(options).options(connector).awaiting(await.build());
  }

  private static RefreshGate.Unconnected target(ReadableConfig options) {
    String jobIds = options.getOptional(JOB_ID).orElse(null);
    String collection = options.getOptional(COLLECTION).orElse(null);
    if ((jobIds == null) == (collection == null)) {
      throw InvalidArgumentException.of(
          JOB_ID.key(),
          "Expected one of the options 'gate.job-id', the jobs to wait for, and 'gate.collection',"
              + " whose latest job it is.");
    }
    boolean refresh = Choices.truth(REFRESH.key(), options.get(REFRESH));
    if (jobIds == null) {
      return refresh ? RefreshGate.refreshed(collection) : RefreshGate.latestCompleted(collection);
    }
    if (refresh) {
      throw InvalidArgumentException.of(
          REFRESH.key(),
          "Option 'gate.refresh' is true without 'gate.collection': expected what to refresh,"
              + " instead of 'gate.job-id'.");
    }
    return RefreshGate.allCompleted(
        Arrays.stream(jobIds.split(";"))
            .map(id -> AwaitTarget.job(JobIds.parse(JOB_ID.key(), id.strip())))
            .toList());
  }
}
