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
package io.github.milvusrefresh.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.OnFailure;
import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class GatedSourceTest {

  private static final ConnectionOptions LOCAL =
      ConnectionOptions.builder("http://localhost:1").build();
  private static final RefreshGate GATE =
      RefreshGate.completed(465787408941891028L).connection(LOCAL);

  private final GatedSource<Long, ?, ?> gated =
      GatedSource.of(new NumberSequenceSource(1, 2)).until(GATE);

  @Test
  void hasTheTypeAndBoundednessOfTheSource() {
    assertThat(gated.getBoundedness()).isEqualTo(Boundedness.BOUNDED);
    assertThat(gated)
        .isInstanceOfSatisfying(
            ResultTypeQueryable.class,
            typed -> assertThat(typed.getProducedType()).isEqualTo(Types.LONG));
  }

  @Test
  void travelsInTheJobGraph() throws Exception {
    GatedSource<?, ?, ?> copy = InstantiationUtil.clone(gated);
    assertThat(copy.getBoundedness()).isEqualTo(Boundedness.BOUNDED);
  }

  @Test
  void gateTakesTheOptionsOfACatalog() {
    ConnectorOptions options =
        ConnectorOptions.of(Map.of("uri", "http://h:1", "await.timeout", "5m"));
    RefreshGate gate = RefreshGate.completed(7).options(options);
    assertThat(gate.connection().address()).isEqualTo("h:1");
    assertThat(gate.await().timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(gate.timeout(Duration.ofSeconds(3)).await().timeout())
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void gateRefusesWhatIsNoJob() {
    assertThatThrownBy(
            () -> RefreshGate.completed(0).connection(ConnectionOptions.builder("h:1").build()))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("'job_id' is '0'");
  }

  @Test
  void gateSaysWhatItWaitsFor() {
    AwaitTarget job = AwaitTarget.job(7);
    assertThat(RefreshGate.completed(7).connection(LOCAL).target()).hasToString("refresh job 7");
    assertThat(RefreshGate.latestCompleted("db.docs").connection(LOCAL).target())
        .hasToString("the latest refresh job of db.docs");
    assertThat(
            RefreshGate.allCompleted(List.of(job, AwaitTarget.job(8))).connection(LOCAL).target())
        .hasToString("refresh job 7, refresh job 8");
    assertThat(RefreshGate.refreshed("docs").connection(LOCAL).target())
        .hasToString("a refresh of docs");
  }

  @Test
  void gateRefusesToWaitForNothing() {
    assertThatThrownBy(() -> RefreshGate.allCompleted(List.of()))
        .hasMessage("[INVALID_ARGUMENT] Argument 'jobs' is '[]': expected at least one job.");
  }

  @Test
  void gateThatRefreshesTravelsAndShowsNoSpec() throws Exception {
    RefreshRequest request = RefreshRequest.of("docs").withSource("s3://b", "{\"key\":\"sekret\"}");
    RefreshGate gate = RefreshGate.refreshed(request).connection(LOCAL);
    assertThat(InstantiationUtil.clone(gate)).isEqualTo(gate);
    assertThat(gate.toString()).contains("a refresh of docs").doesNotContain("sekret");
  }

  @Test
  void gateWaitsForReadinessAndKeepsItWithAnotherTimeout() throws Exception {
    RefreshGate gate = GATE.waitFor(Readiness.LOADED).timeout(Duration.ofSeconds(3));
    assertThat(gate.await().waitFor()).isEqualTo(Readiness.LOADED);
    assertThat(InstantiationUtil.clone(gate)).isEqualTo(gate);
  }

  @Test
  void gateRefusesToOpenOnFailures() {
    AwaitOptions returning = AwaitOptions.builder().onFailure(OnFailure.RETURN).build();
    assertThatThrownBy(() -> GATE.awaiting(returning))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'on_failure' is 'RETURN': expected THROW, since a gate"
                + " does not open on a failure.");
  }

  @Test
  void gateShowsNoSecret() {
    ConnectorOptions options = ConnectorOptions.of(Map.of("uri", "http://h:1", "token", "sekret"));
    assertThat(RefreshGate.completed(7).options(options).toString())
        .contains("h:1")
        .doesNotContain("sekret");
  }
}
