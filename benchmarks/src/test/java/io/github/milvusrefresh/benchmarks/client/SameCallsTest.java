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
package io.github.milvusrefresh.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both ways do the same on the wire: what is compared is only how. */
class SameCallsTest {

  private static final String PROGRESS = "GetRefreshExternalCollectionProgress";
  private static final Set<String> PER_CALL =
      Set.of("client_request_id", "client-request-unixmsec", "identifier", "grpc-timeout");

  private final EmbeddedMilvus server = Server.start();
  private final BlockingCalls blocking = new BlockingCalls();
  private final AsyncCalls async = new AsyncCalls();

  @BeforeEach
  void open() {
    long jobId = Server.startJob(server);
    blocking.uri = server.uri();
    blocking.jobId = jobId;
    blocking.open();
    async.uri = server.uri();
    async.jobId = jobId;
    async.open();
  }

  @AfterEach
  void close() {
    blocking.close();
    async.close();
    server.close();
  }

  private void async(Runnable call) {
    call.run();
    async.drain();
  }

  @Test
  void getTheSameJob() {
    RefreshJob ours = blocking.ours();
    var raw = blocking.raw().getJobInfo();

    assertThat(ours.jobId()).isEqualTo(raw.getJobId()).isEqualTo(blocking.jobId);
    assertThat(ours.progress()).isEqualTo(42).isEqualTo((int) raw.getProgress());
    assertThat(ours.externalSource()).isEqualTo(raw.getExternalSource());
    assertThat(ours.externalSpec()).isEqualTo(raw.getExternalSpec());
  }

  @Test
  void sendTheSameHeaders() {
    Map<String, String> ours = headersOf(blocking::ours);

    assertThat(ours).containsKeys("authorization", "dbname").containsKeys(words(PER_CALL));
    for (Runnable way :
        new Runnable[] {blocking::raw, () -> async(async::ours), () -> async(async::raw)}) {
      Map<String, String> theirs = headersOf(way);
      assertThat(theirs.keySet()).isEqualTo(ours.keySet());
      assertThat(theirs)
          .allSatisfy(
              (name, value) -> {
                assertThat(value).hasSameSizeAs(ours.get(name));
                if (!PER_CALL.contains(name)) {
                  assertThat(value).isEqualTo(ours.get(name));
                }
              });
    }
  }

  @Test
  void makeOneCallEach() {
    blocking.ours();
    blocking.raw();
    async(async::ours);
    async(async::raw);

    assertThat(server.calls(PROGRESS)).isEqualTo(4);
  }

  @Test
  void takeTurns() {
    for (boolean ours : new boolean[] {true, false, false, true, true}) {
      blocking.nextTurn();

      assertThat(blocking.call() instanceof RefreshJob).isEqualTo(ours);
    }
  }

  @Test
  void tellOfACallThatFails() {
    async.jobId = 1;

    async.ours();

    assertThatThrownBy(async::drain).hasMessage("A call failed.");
  }

  private Map<String, String> headersOf(Runnable call) {
    call.run();
    return server.lastHeaders(PROGRESS);
  }

  private static String[] words(Set<String> words) {
    return words.toArray(String[]::new);
  }
}
