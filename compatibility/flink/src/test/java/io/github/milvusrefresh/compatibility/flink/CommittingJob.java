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

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.flink.commit.CommitRefresh;
import io.github.milvusrefresh.flink.commit.RefreshingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.util.Collector;

/**
 * A job that writes what it is fed to files of a directory and refreshes after its commits. It is
 * fed in this JVM.
 */
final class CommittingJob {

  private static final int TICKS_PER_SECOND = 200;

  private static final Queue<List<String>> FOOD = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger STARTS = new AtomicInteger();
  private static final AtomicBoolean FAIL_AT_CHECKPOINT = new AtomicBoolean();

  private final StreamExecutionEnvironment environment;
  private final Path directory;
  private JobClient client;

  private CommittingJob(Configuration configuration, Path directory) {
    FOOD.clear();
    STARTS.set(0);
    FAIL_AT_CHECKPOINT.set(false);
    this.environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    this.directory = directory;
  }

  /** A job without an end. */
  static CommittingJob prepare(
      CommitRefresh refresh, Path directory, int parallelism, Configuration configuration) {
    CommittingJob job = new CommittingJob(configuration, directory);
    job.write(job.ticks(Long.MAX_VALUE), refresh, parallelism);
    return job;
  }

  /** A job that ends after one line for each subtask of the sink. */
  static CommittingJob prepareBounded(
      CommitRefresh refresh, Path directory, int parallelism, Configuration configuration) {
    CommittingJob job = new CommittingJob(configuration, directory);
    job.feed(Stream.generate(() -> "line").limit(parallelism).toArray(String[]::new));
    job.write(job.ticks(20), refresh, parallelism);
    return job;
  }

  private DataStream<String> ticks(long number) {
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                index -> index,
                number,
                RateLimiterStrategy.perSecond(TICKS_PER_SECOND),
                Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "ticks")
        .uid("ticks")
        .setParallelism(1)
        .flatMap(new Mouth())
        .returns(Types.STRING)
        .uid("mouth")
        .setParallelism(1);
  }

  private void write(DataStream<String> lines, CommitRefresh refresh, int parallelism) {
    FileSink<String> files =
        FileSink.forRowFormat(
                new org.apache.flink.core.fs.Path(directory.toUri()),
                new SimpleStringEncoder<String>())
            .withBucketAssigner(new BasePathBucketAssigner<>())
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .build();
    lines
        .rebalance()
        .sinkTo(RefreshingSink.of(files).afterCommit(refresh))
        .uid("files")
        .setParallelism(parallelism);
  }

  /** What would be submitted. */
  JobGraph graph() {
    return environment.getStreamGraph(false).getJobGraph();
  }

  CommittingJob submit() throws Exception {
    client = environment.executeAsync();
    return this;
  }

  /** Lines that all go into one checkpoint, to the subtasks of the sink in turn. */
  void feed(String... lines) {
    FOOD.add(List.of(lines));
  }

  void failAtNextCheckpoint() {
    FAIL_AT_CHECKPOINT.set(true);
  }

  /** How often the tasks before the sink were started. */
  int starts() {
    return STARTS.get();
  }

  JobClient client() {
    return client;
  }

  JobStatus status() throws Exception {
    return client.getJobStatus().get();
  }

  void join() throws Exception {
    client.getJobExecutionResult().get();
  }

  long checkpoints(MiniCluster cluster) throws Exception {
    return cluster
        .getArchivedExecutionGraph(client.getJobID())
        .get()
        .getCheckpointStatsSnapshot()
        .getCounts()
        .getNumberOfCompletedCheckpoints();
  }

  /** Lets so much time pass that what could happen after a checkpoint has happened. */
  void passCheckpoints(MiniCluster cluster) throws Exception {
    long before = checkpoints(cluster);
    Eventually.until("checkpoints complete", () -> checkpoints(cluster) > before + 3);
  }

  /** How many files are committed; those in progress are hidden. */
  long files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).count();
    }
  }

  private static final class Mouth extends RichFlatMapFunction<Long, String>
      implements CheckpointListener {

    @Override
    public void open(OpenContext context) {
      STARTS.incrementAndGet();
    }

    @Override
    public void flatMap(Long tick, Collector<String> out) {
      List<String> lines = FOOD.poll();
      if (lines != null) {
        lines.forEach(out::collect);
      }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      if (FAIL_AT_CHECKPOINT.compareAndSet(true, false)) {
        throw new IllegalStateException("The test fails this task.");
      }
    }
  }
}
