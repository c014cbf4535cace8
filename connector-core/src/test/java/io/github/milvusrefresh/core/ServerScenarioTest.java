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
import io.github.milvusrefresh.core.error.PermissionDeniedException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.core.error.ServerErrorException;
import io.github.milvusrefresh.core.error.UnauthenticatedException;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.core.error.UnsupportedServerException;
import io.github.milvusrefresh.core.sql.Arguments;
import io.github.milvusrefresh.core.sql.JobIds;
import io.github.milvusrefresh.core.sql.Routine;
import io.github.milvusrefresh.core.sql.RoutineRunner;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Scenarios of servers that restart, refuse, are old, or say odd things. */
class ServerScenarioTest extends WireTest {

  private static final RefreshRequest DOCS = RefreshRequest.of("docs");

  /** Every way to ask the server about a job. */
  private List<ThrowingCallable> allCalls(long jobId) {
    return List.of(
        () -> client.refresh(DOCS),
        () -> client.progress(jobId),
        () -> client.jobs(),
        () -> client.awaiter().await(AwaitTarget.job(jobId), QUICK));
  }

  private List<Object[]> rows(Routine routine, Map<String, Object> values)
      throws InterruptedException {
    return new RoutineRunner(client, QUICK).run(routine, Arguments.of(routine.arguments(), values));
  }

  @Scenario(number = 16, issues = 48630, value = "the server restarts in the middle of a wait")
  class Restart {

    private EmbeddedMilvus.Builder durable() {
      return EmbeddedMilvus.builder().scriptedJobs().dataDirectory(directory);
    }

    @Test
    void theSameJobGoesOnAndSoDoesTheWait() throws Exception {
      start(durable());
      JobControl job = refresh();
      CompletableFuture<AwaitResult> wait = awaitAsync(job);
      moreCalls(PROGRESS, 2);
      int port = server.port();
      server.close();
      server = durable().port(port).start();
      moreCalls(PROGRESS, 1);
      server.job(job.jobId()).complete();

      assertThat(end(wait).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    }

    @Test
    void unavailableThenNotReadyIsToldAndSurvived() throws Exception {
      start(scripted());
      JobControl job = refresh();
      Contact contact = new Contact();
      CompletableFuture<AwaitResult> wait =
          client.awaiter().awaitAsync(AwaitTarget.job(job.jobId()), QUICK, contact);
      moreCalls(PROGRESS, 2);
      server.faults().unavailable();
      assertThat(contact.next()).contains("the server is going away");
      moreCalls(PROGRESS, 2);
      server.faults().notReady();
      moreCalls(PROGRESS, 2);
      server.faults().healthy();
      assertThat(contact.next()).isEqualTo("reachable");
      job.complete();

      assertThat(end(wait).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    }

    @Test
    void aProxyThatStartsIsSurvived() throws Exception {
      start(scripted());
      JobControl job = refresh();
      Contact contact = new Contact();
      server.faults().proxyStarting();
      CompletableFuture<AwaitResult> wait =
          client.awaiter().awaitAsync(AwaitTarget.job(job.jobId()), QUICK, contact);
      assertThat(contact.next()).contains("Milvus Proxy is not ready yet");
      server.faults().healthy();
      job.complete();

      assertThat(end(wait).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    }

    private static final class Contact implements AwaitListener {

      private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

      String next() throws InterruptedException {
        return events.poll(10, TimeUnit.SECONDS);
      }

      @Override
      public void onUnreachable(Duration since, UnreachableException trouble) {
        events.add(trouble.getMessage());
      }

      @Override
      public void onReachable() {
        events.add("reachable");
      }
    }
  }

  @Scenario(number = 21, issues = 49233, value = "an id above 2^53 stays exact everywhere")
  class LargeId {

    @Test
    void inHandlesRowsTextsAndLogs() throws Exception {
      start(scripted());
      client.jobs();
      server.nextId(Jobs.ID);

      JobHandle handle = client.refresh(DOCS);
      assertThat(handle.jobId()).isEqualTo(465787408941891028L);
      assertThat(handle.toJson()).contains("\"465787408941891028\"");
      assertThat(JobHandle.fromJson(handle.toJson())).isEqualTo(handle);
      assertThat(JobIds.parse("job_id", "465787408941891028")).isEqualTo(Jobs.ID);

      server.job(Jobs.ID).fail("no such bucket");
      assertThat(rows(Routine.REFRESH_JOB, Map.of("job_id", "465787408941891028")))
          .singleElement()
          .satisfies(row -> assertThat(row[0]).isEqualTo(465787408941891028L));
      assertThat(rows(Routine.REFRESH_JOBS, Map.of()))
          .singleElement()
          .satisfies(row -> assertThat(row[0]).isEqualTo(465787408941891028L));
      RefreshFailedException error = awaitFailure(RefreshFailedException.class, handle, QUICK);
      assertThat(error).hasMessageContaining("Refresh job 465787408941891028 of");
      assertThat(error.jobId()).hasValue(465787408941891028L);
      assertThat(ClientLog.lines())
          .anyMatch(line -> line.contains("Refresh job 465787408941891028 of collection 'docs'"));
    }
  }

  @Scenario(
      number = 22,
      issues = {49531, 49532},
      value = "specs hold secrets")
  class Secrets {

    private static final String KEY = "AKIAVERYSECRETKEY";
    private static final String SECRET_SPEC =
        ("{\"format\":\"parquet\",\"extfs\":{\"access_key_id\":\"%1$s-id\","
                + "\"access_key_value\":\"%1$s\",\"region\":\"eu\"}}")
            .formatted(KEY);
    private static final String PASSWORD = "P4ssw0rdOfRoot";

    private void startWithSecrets(String spec) {
      startOver(
          SOURCE,
          spec,
          scripted().user("root", PASSWORD),
          new Credentials.UserPassword("root", PASSWORD));
    }

    @Test
    void theyAppearInNoRowTextOrLog() throws Exception {
      startWithSecrets(SECRET_SPEC);
      JobHandle handle = client.refresh(DOCS.withSource("s3://bucket/new", SECRET_SPEC));
      server.job(handle.jobId()).fail("denied: access_key_value=" + KEY + ", region=eu");

      RefreshFailedException error = awaitFailure(RefreshFailedException.class, handle, QUICK);
      Object[] row = rows(Routine.REFRESH_JOB, Map.of("job_id", handle.jobId())).get(0);

      assertThat(row[6].toString()).contains("\"access_key_value\":\"***\"", "\"region\":\"eu\"");
      assertThat(error).hasMessageContaining("denied: access_key_value=***, region=eu");
      assertThat(
              Stream.of(error, Arrays.toString(row), handle, handle.toJson(), error.lastJob())
                  .map(String::valueOf))
          .noneMatch(this::isLeak);
      assertThat(ClientLog.lines())
          .anyMatch(line -> line.contains("Refresh job " + handle.jobId() + " of"))
          .noneMatch(this::isLeak);
    }

    @Test
    void aSpecThatNobodyCanReadIsNotShownAtAll() {
      startWithSecrets("{broken " + KEY);
      JobControl job = refresh();

      assertThat(client.progress(job.jobId()).externalSpec()).isEqualTo("<invalid spec>");
    }

    @Test
    void aRefusedSpecIsNotRepeated() {
      startWithSecrets(SECRET_SPEC);
      RefreshRequest refused =
          DOCS.withSource("s3://bucket/new", SECRET_SPEC.replace("parquet", "floppy"));

      assertThatThrownBy(() -> client.refresh(refused))
          .isInstanceOf(ServerErrorException.class)
          .hasMessageContaining("unsupported format \"floppy\"")
          .hasMessageNotContaining(KEY);
      assertThat(refused.toString()).isEqualTo("RefreshRequest[docs, new source]");
    }

    private boolean isLeak(String text) {
      return text.contains(KEY) || text.contains(PASSWORD);
    }
  }

  @Scenario(number = 23, value = "a user without the privilege, and one with a wrong password")
  class Authorization {

    private EmbeddedMilvus.Builder guarded() {
      return scripted()
          .user("root", "Milvus")
          .userWithoutPrivileges("reader", "pw")
          .apiKey("key-of-a-job");
    }

    @Test
    void aMissingPrivilegeRefusesTheRefreshAlone() throws Exception {
      start(guarded(), new Credentials.UserPassword("reader", "pw"));
      JobControl job = server.job(server.refresh("docs"));
      job.complete();

      assertThatThrownBy(() -> client.refresh(DOCS))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("[MILVUS_PERMISSION_DENIED]")
          .hasMessageContaining("PrivilegeRefreshExternalCollection: permission deny to reader");
      assertThat(server.calls(REFRESH)).isOne();
      assertThat(client.progress(job.jobId()).state()).isEqualTo(RefreshState.COMPLETED);
      assertThat(client.jobs()).hasSize(1);
      assertThat(await(job).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    }

    @Test
    void aWrongPasswordIsRefusedEverywhereAndNotTriedAgain() {
      start(guarded(), new Credentials.UserPassword("root", "wr0ng"));
      long job = server.refresh("docs");

      for (ThrowingCallable call : allCalls(job)) {
        int before = allCallsOfServer();
        assertThatThrownBy(call)
            .isInstanceOf(UnauthenticatedException.class)
            .hasMessageContaining("[MILVUS_UNAUTHENTICATED]")
            .hasMessageContaining("auth check failure, please check username and password")
            .hasMessageNotContaining("wr0ng");
        assertThat(allCallsOfServer() - before).isOne();
      }
    }

    @Test
    void anApiKeyServesAsWell() throws Exception {
      start(guarded(), new Credentials.Token("key-of-a-job"));

      assertThat(await(refresh().complete()).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    }

    private int allCallsOfServer() {
      return Stream.of("Connect", REFRESH, PROGRESS, LIST).mapToInt(server::calls).sum();
    }
  }

  @Scenario(number = 24, value = "a Milvus 2.6, which has no external collections")
  class OldServer {

    @Test
    void theErrorSaysWhatIsNeededAndNothingIsTriedAgain() {
      server = EmbeddedMilvus.builder().legacy().start();
      client = open(new Credentials.None());

      for (ThrowingCallable call : allCalls(Jobs.ID)) {
        assertThatThrownBy(call)
            .isInstanceOf(UnsupportedServerException.class)
            .hasMessageContaining("[MILVUS_UNSUPPORTED]")
            .hasMessageContaining("External collections need Milvus 3.0 or newer.");
      }
      assertThat(server.calls(REFRESH)).isOne();
      assertThat(server.calls(PROGRESS)).isEqualTo(2);
      assertThat(server.calls(LIST)).isOne();
    }
  }

  @Scenario(
      number = 25,
      value = "an error that looks like job 0, pending, if the status is not read")
  class ErrorWithoutJob {

    @Test
    void isAnErrorWhateverWasCalled() {
      start(scripted());
      long job = refresh().jobId();
      for (String rpc : List.of(REFRESH, PROGRESS, LIST)) {
        server.faults().answerNext(rpc, 2, 65535, 1, false, "etcd: no leader");
      }

      for (ThrowingCallable call : allCalls(job)) {
        ServerErrorException error = catchThrowableOfType(ServerErrorException.class, call);
        assertThat(error)
            .hasMessageContaining("[MILVUS_ERROR]")
            .hasMessageContaining("with code 65535 (UnexpectedError): etcd: no leader");
      }
    }

    @Test
    void isAnErrorByItsLegacyCodeAlone() {
      start(scripted().legacyStatus());
      long active = refresh().jobId();

      assertThatThrownBy(() -> client.refresh(DOCS))
          .hasMessageContaining("[REFRESH_IN_PROGRESS] Refresh job " + active);
      assertThatThrownBy(() -> client.jobs(CollectionName.parse("nothing")))
          .isInstanceOf(ServerErrorException.class)
          .hasMessageContaining("code 0 (CollectionNotExists)");
      JobNotFoundException unknown =
          awaitFailure(JobNotFoundException.class, AwaitTarget.job(active + 1), QUICK);
      assertThat(unknown.serverStatus().orElseThrow().code()).isZero();
      assertThat(unknown)
          .hasMessageContaining(
              "[JOB_NOT_FOUND] The server does not know refresh job " + (active + 1));
    }
  }
}
