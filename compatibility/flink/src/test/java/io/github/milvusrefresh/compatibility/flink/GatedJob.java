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
package io.github.milvusrefresh.compatibility.flink;

import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.flink.GatedSource;
import io.github.milvusrefresh.flink.RefreshGate;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that reads numbers behind a gate. */
final class GatedJob {

  static final List<Long> NUMBERS = LongStream.rangeClosed(1, 1_000).boxed().toList();

  private GatedJob() {}

  static RunningJob submit(RefreshGate gate, int parallelism, Configuration configuration)
      throws Exception {
    return submit(source(gate), parallelism, configuration);
  }

  static Source<Long, ?, ?> source(String uri, long jobId) {
    return source(gate(uri, jobId));
  }

  private static Source<Long, ?, ?> source(RefreshGate gate) {
    return GatedSource.of(new NumberSequenceSource(1, NUMBERS.size())).until(gate);
  }

  /** A job that takes two seconds to read the numbers. */
  static RunningJob submitSlow(RefreshGate gate, int parallelism, Configuration configuration)
      throws Exception {
    return submit(GatedSource.of(slowNumbers()).until(gate), parallelism, configuration);
  }

  static RunningJob submitSlowWithoutGate(int parallelism, Configuration configuration)
      throws Exception {
    return submit(slowNumbers(), parallelism, configuration);
  }

  private static Source<Long, ?, ?> slowNumbers() {
    return new DataGeneratorSource<>(
        index -> index + 1,
        NUMBERS.size(),
        RateLimiterStrategy.perSecond(NUMBERS.size() / 2.0),
        Types.LONG);
  }

  private static RunningJob submit(
      Source<Long, ?, ?> gated, int parallelism, Configuration configuration) throws Exception {
    return RunningJob.submit(
        StreamExecutionEnvironment.getExecutionEnvironment(configuration)
            .fromSource(gated, WatermarkStrategy.noWatermarks(), "numbers")
            .uid("numbers")
            .setParallelism(parallelism));
  }

  static RefreshGate gate(String uri, long jobId) {
    return gate(uri, RefreshGate.completed(jobId));
  }

  static RefreshGate gate(String uri, RefreshGate.Unconnected gate) {
    return gate.connection(ConnectionOptions.builder(uri).build());
  }

  /** The numbers that came, in order. */
  static List<Long> seen() {
    return Witness.seen(Long.class).stream().sorted().toList();
  }

  /** Each once, however often it came. */
  static List<Long> seenAtLeastOnce() {
    return Witness.seen(Long.class).stream().sorted().distinct().toList();
  }
}
