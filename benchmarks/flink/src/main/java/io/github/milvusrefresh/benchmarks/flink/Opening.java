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
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.flink.GatedSource;
import io.github.milvusrefresh.flink.RefreshGate;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Times how long after the end of a refresh the first record comes through a gate, and how long
 * after it the client asks for the first time.
 */
final class Opening {

  private static final int WARMUP_ROUNDS = 2;
  private static final int ROUNDS = 20;
  private static final String COLLECTION = "docs";
  private static final int POLLS_WHILE_CLOSED = 4;
  private static final long LOOK_NANOS = 100_000;

  private static final BlockingQueue<Long> FIRST_RECORD = new ArrayBlockingQueue<>(1);

  private final EmbeddedMilvus milvus;

  private Opening(EmbeddedMilvus milvus) {
    this.milvus = milvus;
  }

  /** Prints a line of two times for each round. */
  public static void main(String[] args) throws Exception {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.builder().scriptedJobs().start()) {
      milvus.createExternalCollection(COLLECTION, "s3://bucket/lake/", "{\"format\":\"parquet\"}");
      Opening opening = new Opening(milvus);
      for (int round = -WARMUP_ROUNDS; round < ROUNDS; round++) {
        Pair pair = opening.round();
        if (round >= 0) {
          System.out.println(pair.toLine());
        }
      }
    }
  }

  private Pair round() throws Exception {
    JobControl refresh = milvus.job(milvus.refresh(COLLECTION)).inProgress(42);
    int before = polls();
    JobClient job = gatedJob(refresh.jobId());
    awaitPolls(before + POLLS_WHILE_CLOSED);
    // Amid the pause that follows: a poll under way would see the end, too.
    TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(50, 150));
    int known = polls();
    refresh.complete();
    long end = System.nanoTime();
    awaitPolls(known + 1);
    long asked = System.nanoTime();
    long firstRecord = FIRST_RECORD.take();
    job.getJobExecutionResult().get();
    return new Pair(firstRecord - end, asked - end);
  }

  private int polls() {
    return milvus.calls("GetRefreshExternalCollectionProgress");
  }

  private void awaitPolls(int number) {
    while (polls() < number) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private JobClient gatedJob(long jobId) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    RefreshGate gate =
        RefreshGate.completed(jobId).connection(ConnectionOptions.builder(milvus.uri()).build());
    environment
        .fromSource(
            GatedSource.of(new NumberSequenceSource(1, 1)).until(gate),
            WatermarkStrategy.noWatermarks(),
            "one number")
        .map(
            number -> {
              FIRST_RECORD.add(System.nanoTime());
              return number;
            })
        .sinkTo(new DiscardingSink<>());
    return environment.executeAsync();
  }
}
