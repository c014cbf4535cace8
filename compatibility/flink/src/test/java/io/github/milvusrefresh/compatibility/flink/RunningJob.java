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

import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.milvusrefresh.compatibility.support.Eventually;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A job on the cluster of the test, whose end is a {@link Witness}. */
record RunningJob(JobClient client) {

  private static final Map<String, String> STREAMING =
      Map.of(
          "execution.checkpointing.interval", "50 ms",
          "restart-strategy.type", "fixed-delay",
          "restart-strategy.fixed-delay.attempts", "5",
          "restart-strategy.fixed-delay.delay", "10 ms");

  private static final long PATIENCE_SECONDS = 120;

  static RunningJob submit(DataStream<?> stream) throws Exception {
    Witness.forget();
    stream.map(new Witness<>()).uid("witness").setParallelism(stream.getParallelism());
    return new RunningJob(stream.getExecutionEnvironment().executeAsync());
  }

  /** Frequent checkpoints, and a few restarts. */
  static Configuration streaming() {
    return Configuration.fromMap(STREAMING);
  }

  /** The same, from a savepoint; the key differs by version. */
  static Configuration restored(String savepoint) {
    Map<String, String> settings = new HashMap<>(STREAMING);
    settings.put("execution.savepoint.path", savepoint);
    settings.put("execution.state-recovery.path", savepoint);
    return Configuration.fromMap(settings);
  }

  JobStatus status() throws Exception {
    return client.getJobStatus().get();
  }

  long checkpoints(MiniCluster cluster) throws Exception {
    CheckpointStatsSnapshot checkpoints =
        cluster.getArchivedExecutionGraph(client.getJobID()).get().getCheckpointStatsSnapshot();
    // There are none while the job is being initialized.
    return checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfCompletedCheckpoints();
  }

  /** Waits until more checkpoints completed than have now; the first may have begun before. */
  void awaitCheckpoints(int number, MiniCluster cluster) throws Exception {
    long before = checkpoints(cluster);
    Eventually.until("checkpoints complete", () -> checkpoints(cluster) >= before + number);
  }

  /** Ends it with a savepoint, and tells where that is. */
  String stop(Path directory) throws Exception {
    return client
        .stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  /** Waits for its end, which is good. */
  void finish() throws Exception {
    client.getJobExecutionResult().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits for its end, which is not. */
  Throwable failure() {
    return catchThrowable(this::finish);
  }
}
