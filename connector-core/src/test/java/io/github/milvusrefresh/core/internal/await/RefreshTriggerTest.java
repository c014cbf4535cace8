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
package io.github.milvusrefresh.core.internal.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.RefreshInProgressException;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trigger is sent once, and what became of it is found out: AWAIT.md, section 4.2. */
class RefreshTriggerTest {

  private static final RefreshRequest DOCS = RefreshRequest.of("docs");

  private final VirtualScheduler time = new VirtualScheduler();
  private final SimulatedServer server = new SimulatedServer(time);
  private final AwaitContext context = server.context(RefreshMetrics.NONE);
  private final AwaitEngine engine = new AwaitEngine(context);

  private CompletableFuture<JobHandle> refresh(RefreshRequest request) {
    return RefreshTrigger.start(request, RpcOptions.defaults(), context, engine);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void handsOutTheJobAndItsDeadlineAtOnce() {
    CompletableFuture<JobHandle> handle = refresh(DOCS.withTimeout(seconds(90)));
    time.advance(Duration.ZERO);

    assertThat(handle.join().attached()).isFalse();
    assertThat(handle.join().collection()).isEqualTo(DOCS.collection());
    assertThat(handle.join().deadline()).isEqualTo(time.now().plusSeconds(90));
    assertThat(server.calls).hasSize(1);
  }

  // --- a lost answer

  @ParameterizedTest
  @EnumSource(
      value = UnreachableCause.class,
      names = {"DEADLINE", "RESET", "NOT_READY", "RATE_LIMITED"})
  void aJobThatWasStartedAllTheSameIsAttachedToAndNotStartedAgain(UnreachableCause cause) {
    server.triggerFailure = SimulatedServer.away(cause);
    server.triggerStartsAnyway = true;

    CompletableFuture<JobHandle> handle = refresh(DOCS);
    time.advance(seconds(5));

    assertThat(handle.join().attached()).isTrue();
    assertThat(server.count("refresh")).isEqualTo(1);
    assertThat(server.jobs).containsOnlyKeys(handle.join().jobId());
  }

  @Test
  void aJobThatEndedMeanwhileIsAttachedToToo() {
    server.triggerFailure = SimulatedServer.away(UnreachableCause.DEADLINE);
    server.triggerStartsAnyway = true;
    server.jobLength = Duration.ofMillis(100);

    CompletableFuture<JobHandle> handle = refresh(DOCS);
    time.advance(seconds(5));

    assertThat(handle.join().attached()).isTrue();
    assertThat(server.count("refresh")).isEqualTo(1);
  }

  @Test
  void isSentAgainOnlyAfterTheListShowsThatNothingStarted() {
    server.add(1, "docs", seconds(100), seconds(5));
    server.triggerFailure = SimulatedServer.away(UnreachableCause.RESET);

    CompletableFuture<JobHandle> handle = refresh(DOCS);
    time.advance(seconds(5));

    assertThat(server.calls)
        .extracting(SimulatedServer.Call::method)
        .containsExactly("refresh", "listOne", "refresh");
    assertThat(handle.join().attached()).isFalse();
    assertThat(handle.join().jobId()).isNotEqualTo(1L);
  }

  @Test
  void aJobOfAnotherSourceIsNotTakenForOurs() {
    server.triggerFailure = SimulatedServer.away(UnreachableCause.RESET);
    server.triggerStartsAnyway = true;
    server.jobLength = seconds(30);

    CompletableFuture<JobHandle> handle =
        refresh(DOCS.withSource("s3://elsewhere", "{\"format\":\"parquet\"}"));
    time.advance(seconds(5));

    assertThatThrownBy(handle::join).hasCauseInstanceOf(RefreshInProgressException.class);
  }

  @Test
  void theListIsAskedUntilItAnswers() {
    server.triggerFailure = SimulatedServer.away(UnreachableCause.RESET);
    server.triggerStartsAnyway = true;
    CompletableFuture<JobHandle> handle = refresh(DOCS);
    time.advance(Duration.ZERO);
    server.failure = SimulatedServer.away(UnreachableCause.REFUSED);
    time.advance(seconds(30));
    assertThat(handle).isNotDone();

    server.failure = null;
    time.advance(seconds(10));

    assertThat(handle.join().attached()).isTrue();
    assertThat(server.count("refresh")).isEqualTo(1);
  }

  @Test
  void afterAMinuteOfSilenceTheOutcomeIsOpenAndSaidSo() {
    server.failure = SimulatedServer.away(UnreachableCause.RESET);

    CompletableFuture<JobHandle> handle = refresh(DOCS);
    time.advance(seconds(80));

    assertThatThrownBy(handle::join).hasCauseInstanceOf(UnreachableException.class);
    assertThat(server.count("refresh")).isEqualTo(1);
  }

  @Test
  void aServerThatIsNotThereFailsAtOnce() {
    server.failure = SimulatedServer.away(UnreachableCause.REFUSED);

    CompletableFuture<JobHandle> handle = refresh(DOCS);
    time.advance(Duration.ZERO);

    assertThat(handle).isCompletedExceptionally();
    assertThat(server.calls).hasSize(1);
  }

  @Test
  void theClockOfTheServerMayBeOff() {
    server.clockAhead = Duration.ofHours(-1);
    server.triggerFailure = SimulatedServer.away(UnreachableCause.RESET);

    CompletableFuture<JobHandle> handle = refresh(DOCS);
    time.advance(seconds(5));

    assertThat(handle.join().attached()).isFalse();
  }

  // --- another one runs

  @Test
  void failsByDefaultAndNamesTheActiveJobFromTheList() {
    server.start(7, "docs", seconds(60));

    CompletableFuture<JobHandle> handle = refresh(DOCS);
    time.advance(seconds(1));

    assertThatThrownBy(handle::join)
        .hasCauseInstanceOf(RefreshInProgressException.class)
        .hasMessageContaining("Refresh job 7 of collection 'docs' is in progress");
  }

  @Test
  void attachesOnRequest() {
    server.start(7, "docs", seconds(60));

    CompletableFuture<JobHandle> handle = refresh(DOCS.withIfRunning(IfRunning.ATTACH));
    time.advance(seconds(1));

    assertThat(handle.join().jobId()).isEqualTo(7);
    assertThat(handle.join().attached()).isTrue();
  }

  @Test
  void queuesOnRequestAndStartsItsOwnWhenTheActiveOneEnded() {
    server.start(7, "docs", seconds(60));

    CompletableFuture<JobHandle> handle = refresh(DOCS.withIfRunning(IfRunning.QUEUE));
    time.advance(seconds(59));
    assertThat(handle).isNotDone();
    time.advance(seconds(5));

    assertThat(handle.join().jobId()).isNotEqualTo(7);
    assertThat(handle.join().attached()).isFalse();
    assertThat(handle.join().deadline()).isEqualTo(handle.join().submittedAt().plusSeconds(3600));
  }

  @Test
  void queuesWithinTheTimeoutOfTheRequest() {
    server.start(7, "docs", seconds(600));

    CompletableFuture<JobHandle> handle =
        refresh(DOCS.withIfRunning(IfRunning.QUEUE).withTimeout(seconds(60)));
    time.advance(seconds(66));

    assertThatThrownBy(handle::join)
        .hasCauseInstanceOf(AwaitTimeoutException.class)
        .hasMessageContaining(
            "No refresh of collection 'docs' was started: refresh job 7 runs, and did not end"
                + " within 1m; last seen: RefreshInProgress of collection 'docs' at");
    assertThat(server.count("refresh")).isEqualTo(1);
  }

  @Test
  void cancellingStopsTheQueueing() {
    server.start(7, "docs", seconds(600));
    CompletableFuture<JobHandle> handle = refresh(DOCS.withIfRunning(IfRunning.QUEUE));
    time.advance(seconds(10));

    handle.cancel(true);
    time.advance(Duration.ZERO);
    server.calls.clear();
    time.advance(seconds(900));

    assertThat(server.calls).isEmpty();
    assertThat(time.pendingTasks()).isZero();
  }
}
