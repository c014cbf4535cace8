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
import static org.assertj.core.api.Assertions.tuple;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.flink.AwaitEach;
import io.github.milvusrefresh.flink.GatedSource;
import io.github.milvusrefresh.flink.RefreshGate;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stream of refresh jobs, each of which is awaited. */
class AwaitEachITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private StreamExecutionEnvironment environment;
  private JobControl end;

  @BeforeEach
  void prepare() {
    end = milvus.refresh().inProgress(10);
    environment = StreamExecutionEnvironment.getExecutionEnvironment(RunningJob.streaming());
    environment.setParallelism(1);
  }

  /** Jobs that run, each of a collection of its own, since Milvus runs one at a time of each. */
  private List<JobControl> runningJobs(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            index -> {
              String collection = "docs_" + index;
              milvus
                  .server()
                  .createExternalCollection(
                      collection, "s3://bucket/" + index, "{\"format\":\"parquet\"}");
              return milvus.server().job(milvus.server().refresh(collection)).inProgress(10);
            })
        .toList();
  }

  private AwaitEach<Long> awaitEach(List<Long> jobIds) {
    return RefreshGate.awaitEach(environment.fromData(jobIds).union(openEnd()))
        .connection(ConnectionOptions.builder(milvus.uri()).build());
  }

  /** Nothing, until {@link #end}: at the end of its input an operator makes no checkpoints. */
  private DataStream<Long> openEnd() {
    RefreshGate gate = GatedJob.gate(milvus.uri(), end.jobId());
    return environment
        .fromSource(
            GatedSource.of(new NumberSequenceSource(1, 1)).until(gate),
            WatermarkStrategy.noWatermarks(),
            "end")
        .filter(number -> false);
  }

  private AwaitEach<Long> awaitEachOf(List<JobControl> jobs) {
    return awaitEach(jobs.stream().map(JobControl::jobId).toList());
  }

  private static RunningJob submit(SingleOutputStreamOperator<Row> rows) throws Exception {
    return RunningJob.submit(rows.uid("await"));
  }

  private static List<Long> ids(List<JobControl> jobs) {
    return jobs.stream().map(JobControl::jobId).sorted().toList();
  }

  private static List<Row> ended() {
    return Witness.seen(Row.class);
  }

  private static List<Long> endedIds() {
    return ended().stream().map(row -> (Long) row.getField("job_id")).sorted().toList();
  }

  @Test
  void hundredsAreAwaitedAtOnceAndCheckpointsComplete(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    List<JobControl> jobs = runningJobs(300);
    RunningJob job = submit(awaitEachOf(jobs).rows());
    Eventually.until("a poll saw them", () -> milvus.server().calls(ScriptedMilvus.LIST) > 0);
    job.awaitCheckpoints(3, cluster);
    assertThat(ended()).isEmpty();
    jobs.forEach(JobControl::complete);
    end.complete();
    job.finish();
    assertThat(endedIds()).isEqualTo(ids(jobs));
    assertThat(ended()).allMatch(row -> "COMPLETED".equals(row.getField("outcome")));
  }

  @Test
  void comesOutInTheOrderOfTheEndsHoweverTheyEnded() throws Exception {
    List<JobControl> jobs = runningJobs(3);
    RunningJob job = submit(awaitEachOf(jobs).rows());
    jobs.get(2).complete();
    Eventually.until("the third came", () -> ended().size() == 1);
    jobs.get(0).fail("no such bucket");
    Eventually.until("the first came", () -> ended().size() == 2);
    jobs.get(1).complete();
    end.complete();
    job.finish();
    assertThat(ended())
        .extracting(row -> row.getField("job_id"), row -> row.getField("outcome"))
        .containsExactly(
            tuple(jobs.get(2).jobId(), "COMPLETED"),
            tuple(jobs.get(0).jobId(), "FAILED"),
            tuple(jobs.get(1).jobId(), "COMPLETED"));
  }

  @Test
  void whatWaitsIsAwaitedAnewWhenATaskFails(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    List<JobControl> jobs = runningJobs(5);
    RunningJob job = submit(awaitEachOf(jobs).rows());
    Eventually.until("the gate waits", () -> milvus.polls() > 0);
    job.awaitCheckpoints(2, cluster);
    Witness.failAtNextCheckpoint();
    Eventually.until("the tasks start anew", () -> Witness.starts() > 1);
    jobs.forEach(JobControl::complete);
    end.complete();
    job.finish();
    assertThat(endedIds()).isEqualTo(ids(jobs));
  }

  @Test
  void moreThanTheCapacityIsAnErrorThatSaysSo() throws Exception {
    RunningJob job = submit(awaitEachOf(runningJobs(4)).capacity(3).rows());
    Throwable error = job.failure();
    assertThat(Sql.rootMessage(error))
        .contains("[INVALID_ARGUMENT] More than 3 refresh jobs")
        .contains("AwaitEach.capacity");
    assertThat(Witness.starts()).isEqualTo(1);
  }

  @Test
  void asManyAsTheCapacityAreFine(@InjectMiniCluster MiniCluster cluster) throws Exception {
    List<JobControl> jobs = runningJobs(3);
    RunningJob job = submit(awaitEachOf(jobs).capacity(3).rows());
    Eventually.until("the gate waits", () -> milvus.polls() > 2);
    job.awaitCheckpoints(2, cluster);
    jobs.forEach(JobControl::complete);
    end.complete();
    job.finish();
    assertThat(endedIds()).isEqualTo(ids(jobs));
  }

  @Test
  void failsTheJobOnceIfToldToThrow() throws Exception {
    List<JobControl> jobs = runningJobs(2);
    RunningJob job = submit(awaitEachOf(jobs).awaiting(AwaitOptions.defaults()).rows());
    jobs.get(1).fail("no such bucket");
    Throwable error = job.failure();
    assertThat(Sql.rootMessage(error)).contains("[REFRESH_FAILED]", "no such bucket");
    assertThat(Witness.starts()).isEqualTo(1);
  }

  @Test
  void elementsKeepTheirRows() throws Exception {
    long jobId = end.complete().jobId();
    DataStream<Tuple2<String, Long>> commits =
        environment.fromData(List.of(Tuple2.of("commit-7", jobId)));
    List<Tuple2<Tuple2<String, Long>, Row>> pairs =
        RefreshGate.awaitEach(commits, commit -> commit.f1)
            .connection(ConnectionOptions.builder(milvus.uri()).build())
            .withRows()
            .executeAndCollect(2);
    assertThat(pairs).hasSize(1);
    assertThat(pairs.get(0).f0.f0).isEqualTo("commit-7");
    assertThat(pairs.get(0).f1.getField("job_id")).isEqualTo(jobId);
  }

  @Test
  void elementWithoutAJobFailsTheJobOnce() throws Exception {
    RunningJob job = submit(awaitEach(List.of(-1L)).rows());
    Throwable error = job.failure();
    assertThat(Sql.rootMessage(error)).contains("[INVALID_ARGUMENT]", "'job_id' is '-1'");
    assertThat(Witness.starts()).isEqualTo(1);
  }
}
