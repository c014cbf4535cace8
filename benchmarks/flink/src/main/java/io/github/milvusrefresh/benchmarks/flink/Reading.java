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
package io.github.milvusrefresh.benchmarks.flink;

import io.github.milvusrefresh.benchmarks.Pair;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.flink.GatedSource;
import io.github.milvusrefresh.flink.RefreshGate;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Times how long a source takes for its records, behind a gate that has opened and bare. */
final class Reading {

  private static final int WARMUP_ROUNDS = 1;
  private static final int ROUNDS = 10;
  private static final long RECORDS = 100_000_000;

  /** While which the connection of the gate closes. */
  private static final long UNTIMED = 20_000_000;

  private static final String COLLECTION = "docs";

  private Reading() {}

  /** Prints a line of two times for each round, the means of two turns of each. */
  public static void main(String[] args) throws Exception {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.builder().scriptedJobs().start()) {
      Source<Long, ?, ?> bare = new NumberSequenceSource(1, UNTIMED + RECORDS);
      Source<Long, ?, ?> gated =
          GatedSource.of(new NumberSequenceSource(1, UNTIMED + RECORDS)).until(openGate(milvus));
      for (int round = -WARMUP_ROUNDS; round < ROUNDS; round++) {
        Pair pair = Pair.ofBalancedRound(() -> nanos(gated), () -> nanos(bare));
        if (round >= 0) {
          System.out.println(pair.toLine());
        }
      }
    }
  }

  private static RefreshGate openGate(EmbeddedMilvus milvus) {
    milvus.createExternalCollection(COLLECTION, "s3://bucket/lake/", "{\"format\":\"parquet\"}");
    long jobId = milvus.job(milvus.refresh(COLLECTION)).complete().jobId();
    return RefreshGate.completed(jobId).connection(ConnectionOptions.builder(milvus.uri()).build());
  }

  private static long nanos(Source<Long, ?, ?> source) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
        .map(new Clock<>(UNTIMED, RECORDS))
        .sinkTo(new DiscardingSink<>());
    environment.execute();
    return Clock.nanos();
  }
}
