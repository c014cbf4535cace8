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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A gate in front of a source that never ends and goes on discovering splits, as Kafka's does. */
class GatedFilesITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @TempDir Path lake;
  @TempDir Path savepoints;

  private RunningJob submit(JobControl refresh, int parallelism, Configuration configuration)
      throws Exception {
    Source<String, ?, ?> lines =
        FileSource.forRecordStreamFormat(
                new TextLineInputFormat(), new org.apache.flink.core.fs.Path(lake.toUri()))
            .monitorContinuously(Duration.ofMillis(50))
            .build();
    return RunningJob.submit(
        StreamExecutionEnvironment.getExecutionEnvironment(configuration)
            .fromSource(
                GatedSource.of(lines).until(GatedJob.gate(milvus.uri(), refresh.jobId())),
                WatermarkStrategy.noWatermarks(),
                "lines")
            .uid("lines")
            .setParallelism(parallelism));
  }

  private void write(String name) throws IOException {
    Files.writeString(lake.resolve(name), name + "\n");
  }

  private static List<String> seen() {
    return Witness.seen(String.class).stream().sorted().toList();
  }

  @Test
  void readsWhatIsThereWhenItOpensAndWhatComesLater() throws Exception {
    write("a");
    JobControl refresh = milvus.refresh().inProgress(10);
    RunningJob job = submit(refresh, 2, RunningJob.streaming());
    Eventually.until("the gate waits", () -> milvus.polls() > 0);
    write("b");
    assertThat(seen()).isEmpty();
    refresh.complete();
    Eventually.until("both are read", () -> seen().equals(List.of("a", "b")));
    write("c");
    Eventually.until("the third is read", () -> seen().equals(List.of("a", "b", "c")));
    job.client().cancel().get();
  }

  @Test
  void readsEachFileOnceAcrossASavepointAtAnotherParallelism(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    write("a");
    JobControl refresh = milvus.refresh().complete();
    RunningJob first = submit(refresh, 2, RunningJob.streaming());
    Eventually.until("it is read", () -> seen().equals(List.of("a")));
    first.awaitCheckpoints(2, cluster);
    String savepoint = first.stop(savepoints);
    write("b");
    int polls = milvus.polls();
    RunningJob second = submit(refresh, 3, RunningJob.restored(savepoint));
    Eventually.until("the second is read", () -> !seen().isEmpty());
    second.awaitCheckpoints(2, cluster);
    assertThat(seen()).containsExactly("b");
    assertThat(milvus.polls()).as("a gate that has opened asks no more").isEqualTo(polls);
    second.client().cancel().get();
  }
}
