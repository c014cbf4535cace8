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
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each way for a wait to go wrong, as the SQL client shows it: by the root cause alone. */
class ErrorITCase {

  /** Submitted in spring 2026, by its id. */
  private static final long OLD_JOB = 465_787_408_941_891_028L;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(1).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private void assertBoth(long job, Map<String, String> options, String... texts) {
    Sql sql = connect(options);
    assertThat(sql.error("CALL milvus_refresh.sys.await_refresh(" + job + ")")).contains(texts);
    assertThat(sql.error("SELECT * FROM TABLE(milvus_await_refresh(CAST(" + job + " AS BIGINT)))"))
        .contains(texts);
  }

  private Sql connect(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(Map.of("uri", milvus.uri()));
    all.putIfAbsent("await.timeout", "20s");
    all.putAll(options);
    return Sql.batch().connect(all);
  }

  @Test
  void failed() {
    long job = milvus.refresh().fail("no such bucket").jobId();
    assertBoth(job, Map.of(), "[REFRESH_FAILED]", "no such bucket", "'docs'", "" + job);
  }

  @Test
  void timedOut() {
    long job = milvus.refresh().inProgress(42).jobId();
    assertBoth(job, Map.of("await.timeout", "300ms"), "[AWAIT_TIMEOUT]", "42 %", "" + job);
    Sql sql = connect(Map.of());
    assertThat(sql.error("CALL milvus_refresh.sys.await_refresh(" + job + ", '0')"))
        .contains("[AWAIT_TIMEOUT]");
    assertThat(sql.error("SELECT * FROM TABLE(milvus_await_refresh(" + job + ", '0'))"))
        .contains("[AWAIT_TIMEOUT]");
  }

  @Test
  void dropped() {
    milvus.server().faults().dropNextJob();
    long job;
    try (RefreshClient client =
        RefreshClient.open(ConnectionOptions.builder(milvus.uri()).build())) {
      job = client.refresh(RefreshRequest.of(ScriptedMilvus.COLLECTION)).jobId();
    }
    assertThat(connect(Map.of()).error("CALL milvus_refresh.sys.await_refresh(" + job + ")"))
        .contains("[JOB_NOT_FOUND]", "" + job);
  }

  @Test
  void expired() {
    assertThat(connect(Map.of()).error("CALL milvus_refresh.sys.await_refresh(" + OLD_JOB + ")"))
        .contains("[JOB_EXPIRED]", "" + OLD_JOB);
  }

  @Test
  void wrongToken() {
    milvus.restart(builder -> builder.apiKey("right"));
    assertBoth(1, Map.of("token", "wr0ng-t0ken"), "[MILVUS_UNAUTHENTICATED]");
    assertThat(
            connect(Map.of("token", "wr0ng-t0ken"))
                .error("CALL milvus_refresh.sys.await_refresh(1)"))
        .doesNotContain("wr0ng-t0ken");
  }

  @Test
  void missingTokenVariable() {
    assertBoth(1, Map.of("token-env", "NO_SUCH_VARIABLE"), "[INVALID_ARGUMENT]", "'token-env'");
  }

  @Test
  void oldServer() {
    milvus.restart(EmbeddedMilvus.Builder::legacy);
    assertBoth(1, Map.of(), "[MILVUS_UNSUPPORTED]", "3.0");
  }

  @Test
  void unreachable() throws Exception {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    assertBoth(
        1,
        Map.of("uri", "http://127.0.0.1:" + closedPort, "await.unreachable-timeout", "1s"),
        "[MILVUS_UNREACHABLE]",
        "127.0.0.1:" + closedPort);
  }

  @Test
  void nullJobId() {
    assertThat(
            connect(Map.of())
                .error("SELECT * FROM TABLE(milvus_await_refresh(CAST(NULL AS BIGINT)))"))
        .contains("[INVALID_ARGUMENT]", "'job_id'");
  }
}
