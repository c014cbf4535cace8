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

import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.Credentials;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.flink.GatedSource;
import io.github.milvusrefresh.flink.RefreshGate;
import io.github.milvusrefresh.flink.commit.CommitRefresh;
import io.github.milvusrefresh.flink.commit.RefreshingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/flink.md, line by line. */
class JavaExamplesITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(1).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @TempDir java.nio.file.Path lake;
  private StreamExecutionEnvironment environment;
  private String uri;
  private ConnectionOptions connection;
  private final List<String> alerts = new ArrayList<>();
  private long jobId;

  @BeforeEach
  void connect() {
    environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(1);
    jobId = milvus.refresh().complete().jobId();
    uri = milvus.uri();
    connection = ConnectionOptions.builder(uri).build();
  }

  @Test
  void gate() throws Exception {
    NumberSequenceSource numbers = new NumberSequenceSource(1, 3);
    ConnectionOptions connection =
        ConnectionOptions.builder(uri)
            .credentials(new Credentials.TokenEnvironment("MILVUS_TEST_TOKEN"))
            .build();
    Source<Long, ?, ?> gated =
        GatedSource.of(numbers)
            .until(
                RefreshGate.completed(jobId)
                    .connection(connection)
                    .timeout(Duration.ofMinutes(30)));
    DataStream<Long> docs =
        environment.fromSource(gated, WatermarkStrategy.noWatermarks(), "docs").uid("docs");
    assertThat(docs.executeAndCollect(4)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void awaitEach() throws Exception {
    DataStream<Long> jobIds = environment.fromData(List.of(jobId));
    DataStream<Row> ended =
        RefreshGate.awaitEach(jobIds).connection(connection).capacity(10_000).rows();
    assertThat(ended.executeAndCollect(2))
        .singleElement()
        .returns("COMPLETED", row -> row.getField("outcome"));
  }

  @Test
  void refreshAfterACommit() throws Exception {
    FileSink<String> files =
        FileSink.forRowFormat(new Path(lake.toUri()), new SimpleStringEncoder<String>()).build();
    DataStream<String> lines = environment.fromData(List.of("a", "b"));
    Sink<String> refreshing =
        RefreshingSink.of(files).afterCommit(CommitRefresh.of("docs").connection(connection));
    lines.sinkTo(refreshing).uid("docs");
    environment.execute();
    assertThat(milvus.latestJob().jobId()).isNotEqualTo(jobId);
  }

  private void alert(String text) {
    alerts.add(text);
  }

  @Test
  void anErrorOfACall() {
    TableEnvironment tables = Sql.batch().connect(Map.of("uri", uri)).session();
    jobId = milvus.refresh().fail("no files").jobId();
    try {
      tables.executeSql("CALL milvus_refresh.sys.await_refresh(" + jobId + ")");
    } catch (TableException error) {
      RefreshFailedException failed =
          ExceptionUtils.findThrowable(error, RefreshFailedException.class)
              .orElseThrow(() -> error);
      alert("docs: " + failed.lastJob().orElseThrow().reason());
    }
    assertThat(alerts).containsExactly("docs: no files");
  }
}
