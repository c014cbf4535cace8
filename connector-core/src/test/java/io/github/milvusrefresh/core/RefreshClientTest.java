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
package io.github.milvusrefresh.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.PermissionDeniedException;
import io.github.milvusrefresh.core.error.RefreshInProgressException;
import io.github.milvusrefresh.core.error.ServerErrorException;
import io.github.milvusrefresh.core.error.UnauthenticatedException;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.core.error.UnsupportedServerException;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls, over a real connection to the embedded server. */
class RefreshClientTest {

  private static final String PROGRESS = "GetRefreshExternalCollectionProgress";
  private static final String REFRESH = "RefreshExternalCollection";
  private static final String LIST = "ListRefreshExternalCollectionJobs";
  private static final String SPEC =
      "{\"format\":\"parquet\",\"extfs\":{\"access_key_value\":\"s3cret\",\"region\":\"eu\"}}";

  private EmbeddedMilvus server = scripted().start();
  private RefreshClient client = client(ConnectionOptions.builder(server.uri()));

  private static EmbeddedMilvus.Builder scripted() {
    return EmbeddedMilvus.builder().scriptedJobs();
  }

  private static RefreshClient client(ConnectionOptions.Builder options) {
    return RefreshClient.open(options.build());
  }

  private void restart(EmbeddedMilvus.Builder builder, Credentials credentials) {
    client.close();
    server.close();
    server = builder.start();
    client = client(ConnectionOptions.builder(server.uri()).credentials(credentials));
  }

  private long job() {
    server.createExternalCollection("docs", "s3://bucket/docs", SPEC);
    return server.refresh("docs");
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  // --- what goes out

  @Test
  void sendsHeadersAsTheOfficialClientsDo() {
    restart(scripted().user("root", "Milvus"), new Credentials.Token("root:Milvus"));
    long id = job();

    client.progress(id, RpcOptions.defaults().withClientRequestId("trace-7"));

    assertThat(server.lastHeaders(PROGRESS))
        .containsEntry("authorization", "cm9vdDpNaWx2dXM=")
        .containsEntry("client_request_id", "trace-7")
        .containsKeys("client-request-unixmsec", "identifier")
        .doesNotContainKey("dbname");
    assertThat(server.lastHeaders("Connect")).containsEntry("authorization", "cm9vdDpNaWx2dXM=");
    assertThat(server.calls("Connect")).isEqualTo(1);
  }

  @Test
  void generatesARequestIdForEachCall() {
    long id = job();

    client.progress(id);
    String first = server.lastHeaders(PROGRESS).get("client_request_id");
    client.progress(id);
    String second = server.lastHeaders(PROGRESS).get("client_request_id");

    assertThat(first).matches("[0-9a-f]{32}");
    assertThat(second).matches("[0-9a-f]{32}").isNotEqualTo(first);
  }

  @Test
  void sendsTheDatabaseAsHeaderAndField() {
    server.createExternalCollection("shop.items", "s3://b/i", SPEC);
    client.close();
    client = client(ConnectionOptions.builder(server.uri()).database("shop"));

    long id = client.refresh(RefreshRequest.of("items")).jobId();
    client.progress(id);

    assertThat(server.lastHeaders(REFRESH)).containsEntry("dbname", "shop");
    assertThat(server.lastDatabase(REFRESH)).isEqualTo("shop");
    assertThat(server.lastHeaders(PROGRESS)).containsEntry("dbname", "shop");
  }

  @Test
  void aCollectionCanNameItsOwnDatabase() {
    server.createExternalCollection("shop.items", "s3://b/i", SPEC);

    long id = client.refresh(RefreshRequest.of("shop.items")).jobId();

    assertThat(server.lastHeaders(REFRESH)).containsEntry("dbname", "shop");
    assertThat(client.jobs(CollectionName.parse("shop.items")))
        .singleElement()
        .satisfies(job -> assertThat(job.jobId()).isEqualTo(id));
  }

  @Test
  void aServerWithoutConnectIsTolerated() {
    restart(scripted().withoutConnect(), new Credentials.None());
    long id = job();

    assertThat(client.progress(id).jobId()).isEqualTo(id);
    assertThat(server.lastHeaders(PROGRESS)).doesNotContainKey("identifier");
  }

  // --- what comes back

  @Test
  void readsAJobExactly() {
    long id = job();
    server.job(id).inProgress(40).reason("slow storage");

    RefreshJob job = client.progress(id);

    assertThat(id).isGreaterThan(1L << 53);
    assertThat(job.jobId()).isEqualTo(id);
    assertThat(job.collectionName()).isEqualTo("docs");
    assertThat(job.state()).isEqualTo(RefreshState.IN_PROGRESS);
    assertThat(job.progress()).isEqualTo(40);
    assertThat(job.reason()).isEqualTo("slow storage");
    assertThat(job.externalSource()).isEqualTo("s3://bucket/docs");
    assertThat(job.externalSpec()).contains("\"eu\"").doesNotContain("s3cret");
    assertThat(job.startTime()).isNotNull();
    assertThat(job.endTime()).isNull();
    assertThat(job.duration()).isEmpty();

    server.job(id).complete();
    RefreshJob completed = client.progress(id);
    assertThat(completed.state()).isEqualTo(RefreshState.COMPLETED);
    assertThat(completed.progress()).isEqualTo(100);
    assertThat(completed.endTime()).isAfterOrEqualTo(completed.startTime());
    assertThat(completed.duration()).isPresent();
  }

  @Test
  void keepsAnUnknownState() {
    long id = job();
    server.job(id).state(9, 12);

    assertThat(client.progress(id).state().wireName()).isEqualTo("UNKNOWN(9)");
  }

  @Test
  void listsNewestFirst() {
    long first = job();
    server.job(first).complete();
    server.createExternalCollection("other", "s3://b/o", SPEC);
    long second = server.refresh("other");

    assertThat(client.jobs()).extracting(RefreshJob::jobId).contains(first, second);
    assertThat(client.jobs(CollectionName.parse("docs")))
        .extracting(RefreshJob::jobId)
        .containsExactly(first);
  }

  // --- errors of the server

  @Test
  void anUnknownJobIsNotFoundWithTheServersStatus() {
    JobNotFoundException error =
        catchThrowableOfType(JobNotFoundException.class, () -> client.progress(Jobs.ID));

    assertThat(error).hasMessageStartingWith("[JOB_NOT_FOUND]");
    assertThat(error.jobId()).hasValue(Jobs.ID);
    assertThat(error.serverStatus())
        .hasValueSatisfying(
            status -> {
              assertThat(status.code()).isEqualTo(1100);
              assertThat(status.errorCode()).isEqualTo("IllegalArgument");
              assertThat(status.reason())
                  .isEqualTo("refresh job " + Jobs.ID + " not found: invalid parameter");
              assertThat(status.retriable()).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {703, 1100})
  void aSecondRefreshNamesTheActiveJobWhateverTheCode(int code) {
    restart(scripted().duplicateErrorCode(code), new Credentials.None());
    long active = job();

    RefreshInProgressException error =
        catchThrowableOfType(
            RefreshInProgressException.class, () -> client.refresh(RefreshRequest.of("docs")));

    assertThat(error)
        .hasMessageStartingWith("[REFRESH_IN_PROGRESS] Refresh job " + active + " of collection");
    assertThat(error.activeJobId()).hasValue(active);
    assertThat(error.serverStatus().orElseThrow().code()).isEqualTo(code);
  }

  @Test
  void anUnknownCollectionIsTheServersError() {
    assertThatThrownBy(() -> client.refresh(RefreshRequest.of("nothing")))
        .isInstanceOf(ServerErrorException.class)
        .hasMessageContaining("[MILVUS_ERROR]")
        .hasMessageContaining("code 100 (CollectionNotExists): collection not found");
  }

  @Test
  void anErrorInTheLegacyCodeAloneIsAnErrorToo() {
    restart(scripted().legacyStatus(), new Credentials.None());

    assertThatThrownBy(() -> client.jobs(CollectionName.parse("nothing")))
        .isInstanceOf(ServerErrorException.class)
        .hasMessageContaining("code 0 (CollectionNotExists)");
  }

  @Test
  void wrongCredentialsAreRefusedOnce() {
    restart(scripted().user("root", "Milvus"), new Credentials.UserPassword("root", "wr0ng"));

    assertThatThrownBy(() -> client.progress(Jobs.ID))
        .isInstanceOf(UnauthenticatedException.class)
        .hasMessageContaining("[MILVUS_UNAUTHENTICATED]")
        .hasMessageContaining("auth check failure")
        .hasMessageNotContaining("wr0ng");
    assertThat(server.calls("Connect") + server.calls(PROGRESS)).isEqualTo(1);
  }

  @Test
  void aMissingPrivilegeDeniesTheTriggerAlone() {
    restart(
        scripted().user("root", "Milvus").userWithoutPrivileges("reader", "r"),
        new Credentials.UserPassword("reader", "r"));
    long id = job();
    server.job(id).complete();

    assertThatThrownBy(() -> client.refresh(RefreshRequest.of("docs")))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("PrivilegeRefreshExternalCollection");
    assertThat(client.progress(id).jobId()).isEqualTo(id);
    assertThat(client.jobs()).hasSize(1);
  }

  @Test
  void anOldServerIsToldFromANewOne() {
    restart(EmbeddedMilvus.builder().legacy(), new Credentials.None());

    for (Runnable call :
        List.<Runnable>of(
            () -> client.progress(Jobs.ID),
            () -> client.jobs(),
            () -> client.refresh(RefreshRequest.of("docs")))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(UnsupportedServerException.class)
          .hasMessageContaining("[MILVUS_UNSUPPORTED]")
          .hasMessageContaining("need Milvus 3.0 or newer");
    }
  }

  // --- transient trouble

  @Test
  void readsAreRepeated() {
    long id = job();
    server.faults().failNext(PROGRESS, 2, "UNAVAILABLE", "failing over");

    assertThat(client.progress(id).jobId()).isEqualTo(id);
    assertThat(server.calls(PROGRESS)).isEqualTo(3);
  }

  @Test
  void readsAreRepeatedForARetriableStatus() {
    job();
    server.faults().rateLimitNext(LIST, 1);

    assertThat(client.jobs()).hasSize(1);
    assertThat(server.calls(LIST)).isEqualTo(2);
  }

  @Test
  void readsGiveUpAfterFourAttempts() {
    long id = job();
    server.faults().failNext(PROGRESS, 10, "UNAVAILABLE", "failing over");

    assertThatThrownBy(() -> client.progress(id))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("failing over");
    assertThat(server.calls(PROGRESS)).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"UNAVAILABLE", "DEADLINE_EXCEEDED"})
  void aLostAnswerToTheTriggerIsLookedUpInTheListAndNeverSentAgain(String code) {
    server.createExternalCollection("docs", "s3://bucket/docs", SPEC);
    server.faults().ambiguousNextSubmit(code);

    JobHandle handle = client.refresh(RefreshRequest.of("docs"));

    assertThat(handle.attached()).isTrue();
    assertThat(server.calls(REFRESH)).isEqualTo(1);
    assertThat(client.jobs(CollectionName.parse("docs")))
        .extracting(RefreshJob::jobId)
        .containsExactly(handle.jobId());
  }

  @Test
  void aProxyThatStartsIsTransient() {
    long id = job();
    server.faults().proxyStarting();

    UnreachableException error =
        catchThrowableOfType(UnreachableException.class, () -> client.progress(id));

    assertThat(error.unreachableCause()).isEqualTo(UnreachableCause.NOT_READY);
  }

  // --- deadlines and cancellation

  @Test
  void aCallEndsAtItsDeadline() {
    long id = job();
    client.progress(id);
    server.faults().hangNext(PROGRESS, 10);

    UnreachableException error =
        catchThrowableOfType(
            UnreachableException.class,
            () -> client.progress(id, RpcOptions.defaults().withTimeout(Duration.ofMillis(200))));

    assertThat(error.unreachableCause()).isEqualTo(UnreachableCause.DEADLINE);
    assertThat(error).hasMessageContaining("did not answer within the deadline");
  }

  @Test
  void anInterruptedCallKeepsTheFlag() {
    long id = job();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> client.progress(id)).hasMessage("The call was interrupted.");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closingEndsACallThatAnotherThreadWaitsFor() throws Exception {
    long id = job();
    server.faults().hangNext(PROGRESS, 1);
    CompletableFuture<RefreshJob> call = CompletableFuture.supplyAsync(() -> client.progress(id));
    WireTest.until("the call arrives", () -> server.calls(PROGRESS) == 1);

    client.close();

    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
        .rootCause()
        .isInstanceOf(CancellationException.class)
        .hasMessage("The client is closed.");
  }

  @Test
  void closingEndsCallsAndThreads() throws Exception {
    long id = job();
    String name = "milvus-refresh-";
    client.progress(id);
    CompletableFuture<AwaitResult> wait =
        client.awaiter().awaitAsync(AwaitTarget.job(id), AwaitOptions.defaults());
    assertThat(threads(name)).isNotEmpty();

    client.close();
    client.close();

    assertThat(wait).isCompletedExceptionally();
    for (Thread thread : threads(name).toList()) {
      thread.join(Duration.ofSeconds(5).toMillis());
    }
    assertThat(threads(name)).isEmpty();
    assertThatThrownBy(() -> client.progress(id))
        .isInstanceOf(CancellationException.class)
        .hasMessage("The client is closed.");
  }

  private Stream<Thread> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getName().startsWith(name)
                    && thread.getName().contains(":" + server.port()));
  }

  // --- the seed's own example

  @Test
  void theStatusOfTheReferencePageIsReadable() {
    server.faults().answerNext(PROGRESS, 1, 9, 48, false, "quota exceeded");

    MilvusRefreshException error =
        catchThrowableOfType(MilvusRefreshException.class, () -> client.progress(Jobs.ID));

    assertThat(error.serverStatus())
        .hasValueSatisfying(
            status -> {
              assertThat(Map.of(status.code(), status.errorCode())).containsEntry(9, "ForceDeny");
              assertThat(status.reason()).isEqualTo("quota exceeded");
              assertThat(status.detail()).isEqualTo("quota exceeded");
            });
  }
}
