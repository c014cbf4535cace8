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
package io.github.milvusrefresh.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressRequest;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressResponse;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionRequest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // the legacy error code is part of what is tested
class FaultsTest extends ServerTest {

  private static final String REFRESH = "RefreshExternalCollection";
  private static final String PROGRESS = "GetRefreshExternalCollectionProgress";
  private static final String LIST = "ListRefreshExternalCollectionJobs";

  @BeforeEach
  void startServer() {
    startScripted();
    createCollection("books", 1);
  }

  @Test
  void failsTheNextCallsOfOneRpcOnTheTransport() {
    long job = client.refresh("books");
    milvus.faults().failNext(PROGRESS, 2, "UNAVAILABLE", "connection reset");

    for (int call = 0; call < 2; call++) {
      assertThatThrownBy(() -> client.tryProgress(job))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessage("UNAVAILABLE: connection reset");
      assertThat(client.list("books")).hasSize(1);
    }
    assertThat(client.progress(job).getJobId()).isEqualTo(job);
    assertThat(milvus.calls(PROGRESS)).isEqualTo(3);
  }

  @Test
  void answersTheNextCallsWithAnyStatus() {
    milvus.faults().answerNext(LIST, 1, 2, 1, true, "service unavailable");

    Status status = client.tryList("books").getStatus();

    assertThat(status.getCode()).isEqualTo(2);
    assertThat(status.getErrorCodeValue()).isEqualTo(1);
    assertThat(status.getRetriable()).isTrue();
    assertThat(status.getReason()).isEqualTo("service unavailable");
    assertThat(client.list("books")).isEmpty();
  }

  @Test
  void failsCallsAboutIndexesAndLoadsToo() {
    milvus.createIndex("books", "vector");
    milvus
        .faults()
        .failNext("DescribeIndex", 1, "UNAVAILABLE", "connection reset")
        .rateLimitNext("GetLoadState", 1);

    assertThatThrownBy(() -> client.index("books", "")).hasMessage("UNAVAILABLE: connection reset");
    assertThatThrownBy(() -> client.loadState("books")).hasMessageContaining("RateLimit");
    assertThat(client.index("books", "").getFieldName()).isEqualTo("vector");
    assertThat(milvus.calls("DescribeIndex")).isEqualTo(2);
    assertThat(milvus.calls("GetLoadState")).isEqualTo(1);
  }

  @Test
  void limitsTheRate() {
    milvus.faults().rateLimitNext(REFRESH, 1);

    Status status = client.tryRefresh("books").getStatus();

    assertThat(status.getCode()).isEqualTo(8);
    assertThat(status.getErrorCodeValue()).isEqualTo(49);
    assertThat(status.getRetriable()).isTrue();
    assertThat(client.list("books")).isEmpty();
  }

  @Test
  void failsListsAsAWhole() {
    long job = client.refresh("books");
    milvus.faults().failNextLists(1, job);

    Status status = client.tryList("").getStatus();

    assertThat(status.getCode()).isEqualTo(5);
    assertThat(status.getReason()).startsWith("job " + job + " references missing task");
    assertThat(client.progress(job).getJobId()).isEqualTo(job);
  }

  @Test
  void isUnavailableUntilHealthy() {
    milvus.faults().unavailable();
    assertThatThrownBy(() -> client.tryList("")).hasMessageStartingWith("UNAVAILABLE");
    assertThatThrownBy(() -> client.tryProgress(1)).hasMessageStartingWith("UNAVAILABLE");

    milvus.faults().healthy();

    assertThat(client.list("")).isEmpty();
  }

  @Test
  void isNotReadyUntilHealthy() {
    milvus.faults().notReady();

    Status status = client.tryProgress(1).getStatus();

    assertThat(status.getCode()).isEqualTo(1);
    assertThat(status.getErrorCodeValue()).isEqualTo(56);
    assertThat(status.getRetriable()).isTrue();
    assertThat(status.getReason()).isEqualTo("state code: Initializing: service not ready");
    milvus.faults().healthy();
    assertThat(client.list("")).isEmpty();
  }

  @Test
  void startsAsAProxyDoes() {
    milvus.faults().proxyStarting();

    assertThatThrownBy(() -> client.tryProgress(1))
        .hasMessageStartingWith("UNKNOWN: ")
        .hasMessageContaining("Milvus Proxy is not ready yet. please wait");
  }

  @Test
  void neverAnswersUntilTheDeadline() {
    milvus.faults().hangNext(PROGRESS, 1);

    assertThatThrownBy(
            () ->
                client
                    .stub()
                    .withDeadlineAfter(50, TimeUnit.MILLISECONDS)
                    .getRefreshExternalCollectionProgress(
                        GetRefreshExternalCollectionProgressRequest.getDefaultInstance()))
        .hasMessageStartingWith("DEADLINE_EXCEEDED");
    assertThat(client.tryProgress(1).getStatus().getCode()).isEqualTo(1100);
  }

  @Test
  void honoursCancellation() {
    milvus.faults().hangNext(PROGRESS, 1);
    ListenableFuture<GetRefreshExternalCollectionProgressResponse> call =
        MilvusServiceGrpc.newFutureStub(client.stub().getChannel())
            .getRefreshExternalCollectionProgress(
                GetRefreshExternalCollectionProgressRequest.getDefaultInstance());
    Await.until(() -> milvus.calls(PROGRESS), calls -> calls == 1);

    assertThat(call.cancel(true)).isTrue();

    assertThat(client.tryProgress(1).getStatus().getCode()).isEqualTo(1100);
  }

  @Test
  void answersLate() {
    milvus.faults().delayNext(LIST, 1, Duration.ofMillis(200));
    long start = System.nanoTime();

    assertThat(client.list("")).isEmpty();

    assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(200).toNanos());
  }

  @Test
  void dropsTheNextJob() {
    long active = client.refresh("books");
    milvus.faults().dropNextJob();

    long dropped = client.refresh("books");

    assertThat(dropped).isGreaterThan(active);
    assertThat(client.tryProgress(dropped).getStatus().getReason())
        .isEqualTo("refresh job " + dropped + " not found: invalid parameter");
    assertThat(client.list("books")).extracting(job -> job.getJobId()).containsExactly(active);
  }

  @Test
  void hidesTheNextJobFromItsFirstPolls() {
    milvus.faults().hideNextJob(2);
    long job = client.refresh("books");

    assertThat(client.tryProgress(job).getStatus().getCode()).isEqualTo(1100);
    assertThat(client.tryProgress(job).getStatus().getCode()).isEqualTo(1100);
    assertThat(client.progress(job).getJobId()).isEqualTo(job);
  }

  @Test
  void losesTheAnswerOfARefreshThatStarted() {
    milvus.faults().ambiguousNextSubmit("UNAVAILABLE");

    assertThatThrownBy(() -> client.tryRefresh("books"))
        .hasMessage("UNAVAILABLE: the answer was lost");

    assertThat(client.list("books")).hasSize(1);
    assertThat(client.tryRefresh("books").getStatus().getReason()).contains("in progress");
    assertThat(milvus.calls(REFRESH)).isEqualTo(2);
  }

  @Test
  void neverAnswersARefreshThatStarted() {
    milvus.faults().unansweredNextSubmit();

    assertThatThrownBy(
            () ->
                client
                    .stub()
                    .withDeadlineAfter(100, TimeUnit.MILLISECONDS)
                    .refreshExternalCollection(
                        RefreshExternalCollectionRequest.newBuilder()
                            .setCollectionName("books")
                            .build()))
        .hasMessageStartingWith("DEADLINE_EXCEEDED");

    assertThat(client.list("books")).hasSize(1);
  }

  @Test
  void refusesNamesThatDoNotExist() {
    assertThatThrownBy(() -> milvus.faults().hangNext("GetProgress", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no RPC 'GetProgress'.");
    assertThatThrownBy(() -> milvus.faults().ambiguousNextSubmit("GONE"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no gRPC code 'GONE'.");
  }
}
