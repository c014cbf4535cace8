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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/**
 * A job that follows the table {@code jobs}. Its operator lives in this JVM and tells what it sees.
 */
final class JobsPipeline {

  private static final Queue<Row> SEEN = new ConcurrentLinkedQueue<>();

  private final JobClient client;

  private JobsPipeline(JobClient client) {
    this.client = client;
  }

  /** Forgets what jobs before this one saw. */
  static JobsPipeline submit(String createTable, Configuration configuration) throws Exception {
    SEEN.clear();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(1);
    StreamTableEnvironment session = StreamTableEnvironment.create(environment);
    session.executeSql(createTable);
    session
        .toChangelogStream(session.sqlQuery("SELECT job_id, state FROM jobs"))
        .map(
            row -> {
              SEEN.add(row);
              return true;
            })
        .uid("witness");
    return new JobsPipeline(environment.executeAsync());
  }

  static List<Row> seen() {
    return List.copyOf(SEEN);
  }

  JobClient client() {
    return client;
  }

  /** How many rows the source gave; known when the job has ended. */
  long read(MiniCluster cluster) throws Exception {
    Eventually.until("the job ends", () -> client.getJobStatus().get().isGloballyTerminalState());
    AccessExecutionJobVertex source =
        cluster
            .getArchivedExecutionGraph(client.getJobID())
            .get()
            .getVerticesTopologically()
            .iterator()
            .next();
    return source
        .getTaskVertices()[0]
        .getCurrentExecutionAttempt()
        .getIOMetrics()
        .getNumRecordsOut();
  }
}
