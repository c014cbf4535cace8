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
package io.github.milvusrefresh.compatibility.flink.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ours and the format protobuf in one job; the rest is used in the same JVM. */
class CoexistenceITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  private EmbeddedMilvus milvus;
  private StreamTableEnvironment flink;

  @BeforeEach
  void start() {
    milvus = EmbeddedMilvus.builder().scriptedJobs().start();
    milvus.createExternalCollection("docs", "/data/docs", "{\"format\":\"parquet\"}");
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(1);
    flink = StreamTableEnvironment.create(environment, EnvironmentSettings.inBatchMode());
    run("CREATE CATALOG milvus_refresh WITH ('type' = 'milvus-refresh', 'uri' = '%s')");
    run("LOAD MODULE `milvus-refresh` WITH ('uri' = '%s')");
  }

  @AfterEach
  void stop() {
    milvus.close();
  }

  @Test
  void aJobReadsOursAndGoesThroughMessagesToOurs() {
    JobControl job = milvus.job(milvus.refresh("docs")).complete();
    DataStream<Row> messages =
        flink
            .toDataStream(
                flink.sqlQuery(
                    "SELECT progress, CAST(job_id AS STRING)"
                        + " FROM milvus_refresh.sys.refresh_jobs"))
            .map(new ThroughMessages())
            .returns(ThroughMessages.TYPE);
    flink.createTemporaryView("messages", messages);

    assertThat(
            run(
                "SELECT m.code, m.message, f.state FROM messages AS m,"
                    + " LATERAL TABLE(milvus_refresh_job(CAST(m.message AS BIGINT))) AS f"))
        .containsExactly(Row.of(100, Long.toString(job.jobId()), "RefreshCompleted"));
    assertThat(run("CALL milvus_refresh.sys.refresh_jobs()")).hasSize(1);
  }

  private List<Row> run(String statement) {
    List<Row> rows = new ArrayList<>();
    flink.executeSql(statement.replace("%s", milvus.uri())).collect().forEachRemaining(rows::add);
    return rows;
  }
}
