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
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that reads numbers behind a gate. Its operators live in this JVM and tell what they see.
 */
final class GatedJob {

  static final List<Long> NUMBERS = LongStream.rangeClosed(1, 1_000).boxed().toList();

  private static final Queue<Long> SEEN = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger STARTS = new AtomicInteger();
  private static final AtomicBoolean FAIL_AT_CHECKPOINT = new AtomicBoolean();

  private final StreamExecutionEnvironment environment;
  private JobClient client;

  private GatedJob(Source<Long, ?, ?> gated, int parallelism, Configuration configuration) {
    environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment
        .fromSource(gated, WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .setParallelism(parallelism)
        .map(new Witness())
        .uid("witness")
        .setParallelism(parallelism);
  }

  static GatedJob prepare(RefreshGate gate, int parallelism, Configuration configuration) {
    return prepare(
        GatedSource.of(new NumberSequenceSource(1, NUMBERS.size())).until(gate),
        parallelism,
        configuration);
  }

  /** A job that takes two seconds to read the numbers. */
  static GatedJob prepareSlow(RefreshGate gate, int parallelism, Configuration configuration) {
    DataGeneratorSource<Long> numbers =
        new DataGeneratorSource<>(
            index -> index + 1,
            NUMBERS.size(),
            RateLimiterStrategy.perSecond(NUMBERS.size() / 2.0),
            Types.LONG);
    return prepare(GatedSource.of(numbers).until(gate), parallelism, configuration);
  }

  /** Forgets what jobs before this one did. */
  private static GatedJob prepare(
      Source<Long, ?, ?> gated, int parallelism, Configuration configuration) {
    SEEN.clear();
    STARTS.set(0);
    FAIL_AT_CHECKPOINT.set(false);
    return new GatedJob(gated, parallelism, configuration);
  }

  static RefreshGate gate(String uri, long jobId) {
    return gate(uri, RefreshGate.completed(jobId));
  }

  static RefreshGate gate(String uri, RefreshGate.Unconnected gate) {
    return gate.connection(ConnectionOptions.builder(uri).build());
  }

  GatedJob submit() throws Exception {
    client = environment.executeAsync();
    return this;
  }

  JobClient client() {
    return client;
  }

  List<Long> seen() {
    return SEEN.stream().sorted().toList();
  }

  /** Each number once, however often it was seen. */
  Set<Long> seenAtLeastOnce() {
    return new TreeSet<>(SEEN);
  }

  /** How often the subtasks of the witness were started. */
  int starts() {
    return STARTS.get();
  }

  void failAtNextCheckpoint() {
    FAIL_AT_CHECKPOINT.set(true);
  }

  JobStatus status() throws Exception {
    return client.getJobStatus().get();
  }

  long checkpoints(MiniCluster cluster) throws Exception {
    return cluster
        .getArchivedExecutionGraph(client.getJobID())
        .get()
        .getCheckpointStatsSnapshot()
        .getCounts()
        .getNumberOfCompletedCheckpoints();
  }

  private static final class Witness extends RichMapFunction<Long, Long>
      implements CheckpointListener {

    @Override
    public void open(OpenContext context) {
      STARTS.incrementAndGet();
    }

    @Override
    public Long map(Long number) {
      SEEN.add(number);
      return number;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      if (FAIL_AT_CHECKPOINT.compareAndSet(true, false)) {
        throw new IllegalStateException("The test fails this task.");
      }
    }
  }
}
