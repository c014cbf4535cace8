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
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.flink.GatedSource;
import io.github.milvusrefresh.flink.RefreshGate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where the token goes, and where it does not. */
class SecretsITCase {

  /** The value of the variable MILVUS_TEST_TOKEN of this build. */
  private static final String SECRET = "sekret-from-environment";

  private static final Map<String, String> BY_VALUE = Map.of("token", SECRET);
  private static final Map<String, String> BY_VARIABLE = Map.of("token-env", "MILVUS_TEST_TOKEN");

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(1).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @Test
  void jobGraphOfAGateHoldsTheReferenceAlone() throws Exception {
    assertThat(gatedJobGraph(BY_VALUE)).contains(SECRET);
    assertThat(gatedJobGraph(BY_VARIABLE)).contains("MILVUS_TEST_TOKEN").doesNotContain(SECRET);
  }

  @Test
  void jobGraphOfAQueryHoldsTheReferenceAlone() throws Exception {
    assertThat(queryJobGraph(BY_VALUE)).contains(SECRET);
    assertThat(queryJobGraph(BY_VARIABLE)).contains("MILVUS_TEST_TOKEN").doesNotContain(SECRET);
  }

  @Test
  void referencesAreGoodWhereTheyAreUsed(@TempDir Path directory) throws Exception {
    milvus.restart(builder -> builder.apiKey(SECRET));
    long job = milvus.refresh().complete().jobId();
    Path file = Files.writeString(directory.resolve("token"), SECRET + "\n");
    for (Map<String, String> credentials :
        List.of(BY_VARIABLE, Map.of("token-file", file.toString()))) {
      Sql sql = Sql.batch().connect(options(credentials));
      assertThat(sql.one("CALL milvus_refresh.sys.await_refresh(" + job + ")"))
          .containsEntry("outcome", "COMPLETED");
      assertThat(sql.run("SELECT outcome FROM TABLE(milvus_await_refresh(" + job + "))"))
          .containsExactly(Row.of("COMPLETED"));
    }
  }

  @Test
  void errorsOfCreationMaskTheToken() {
    Sql sql = Sql.batch();
    String options = " WITH ('type' = 'milvus-refresh', 'token' = '" + SECRET + "')";
    assertThat(catchThrowable(() -> sql.run("CREATE CATALOG c" + options)))
        .hasMessageContaining("'token'='******'")
        .hasMessageNotContaining(SECRET);
  }

  private Map<String, String> options(Map<String, String> credentials) {
    Map<String, String> options = new HashMap<>(credentials);
    options.put("uri", milvus.uri());
    return options;
  }

  private String gatedJobGraph(Map<String, String> credentials) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    RefreshGate gate = RefreshGate.completed(1).options(ConnectorOptions.of(options(credentials)));
    environment
        .fromSource(
            GatedSource.of(new NumberSequenceSource(1, 2)).until(gate),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .print();
    return jobGraph(environment);
  }

  private String queryJobGraph(Map<String, String> credentials) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamTableEnvironment session = StreamTableEnvironment.create(environment);
    Sql.over(session).connect(options(credentials));
    session.toDataStream(session.sqlQuery("SELECT * FROM TABLE(milvus_refresh_job(1))")).print();
    return jobGraph(environment);
  }

  private static String jobGraph(StreamExecutionEnvironment environment) throws Exception {
    byte[] bytes = InstantiationUtil.serializeObject(environment.getStreamGraph().getJobGraph());
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
