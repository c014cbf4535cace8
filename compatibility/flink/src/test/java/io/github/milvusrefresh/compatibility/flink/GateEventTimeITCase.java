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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.flink.GatedSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Event time of a closed source, and of what is joined with it. */
class GateEventTimeITCase {

  private static final AtomicInteger READ = new AtomicInteger();
  private static final AtomicLong WATERMARK = new AtomicLong();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @BeforeEach
  void forget() {
    READ.set(0);
    WATERMARK.set(Long.MIN_VALUE);
  }

  private RunningJob submit(JobControl refresh, WatermarkStrategy<Long> ofTheGated)
      throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(RunningJob.streaming());
    environment.setParallelism(1);
    environment.getConfig().setAutoWatermarkInterval(20);
    DataStream<Long> gated =
        environment.fromSource(
            GatedSource.of(new NumberSequenceSource(1, 1))
                .until(GatedJob.gate(milvus.uri(), refresh.jobId())),
            ofTheGated,
            "gated");
    DataStream<Long> others =
        environment.fromSource(
            new DataGeneratorSource<>(
                index -> index, Long.MAX_VALUE, RateLimiterStrategy.perSecond(500), Types.LONG),
            numbersAsTime(),
            "others");
    return RunningJob.submit(gated.union(others).process(new Watermarks()));
  }

  private static WatermarkStrategy<Long> numbersAsTime() {
    return WatermarkStrategy.<Long>forMonotonousTimestamps()
        .withTimestampAssigner((number, previous) -> number);
  }

  @Test
  void standsStillWhileClosed() throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob job = submit(refresh, numbersAsTime());
    Eventually.until("others are read", () -> READ.get() > 300);
    assertThat(WATERMARK).hasValue(Long.MIN_VALUE);
    refresh.complete();
    Eventually.until("time goes on", () -> WATERMARK.get() > 0);
    job.client().cancel().get();
  }

  @Test
  void othersOvertakeAClosedSourceThatIsIdle() throws Exception {
    RunningJob job =
        submit(
            milvus.refresh().inProgress(10), numbersAsTime().withIdleness(Duration.ofMillis(100)));
    Eventually.until("time goes on", () -> WATERMARK.get() > 0);
    job.client().cancel().get();
  }

  /** Tells the watermark that the elements meet. */
  private static final class Watermarks extends ProcessFunction<Long, Long> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) {
      READ.incrementAndGet();
      WATERMARK.set(context.timerService().currentWatermark());
      out.collect(number);
    }
  }
}
