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

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.OnFailure;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.UnreachableCause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Waits for collections, for handles, and for several jobs. */
class TargetTest {

  private static final CollectionName DOCS = CollectionName.parse("docs");
  private static final AwaitOptions DEFAULTS = AwaitOptions.defaults();
  private static final AwaitOptions RETURNING =
      AwaitOptions.builder().onFailure(OnFailure.RETURN).build();

  private final VirtualScheduler time = new VirtualScheduler();
  private final SimulatedServer server = new SimulatedServer(time);
  private final AwaitEngine engine = server.engine();

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private CompletableFuture<AwaitResult> awaitDocs(AwaitOptions options) {
    return engine.awaitAsync(AwaitTarget.latestJob(DOCS), options);
  }

  // --- the latest job of a collection

  @Test
  void theActiveJobOfACollectionIsAwaited() {
    server.add(1, "docs", seconds(500), seconds(5));
    server.start(2, "docs", seconds(30));
    server.start(3, "other", seconds(5));

    CompletableFuture<AwaitResult> wait = awaitDocs(DEFAULTS);
    time.advance(seconds(60));

    assertThat(wait.join().jobId()).isEqualTo(2L);
    assertThat(wait.join().outcome()).isEqualTo(AwaitOutcome.COMPLETED);
  }

  @Test
  void withoutAnActiveOneItIsTheNewest() {
    server.add(2, "docs", seconds(100), seconds(5));
    server.add(1, "docs", seconds(500), seconds(5));

    CompletableFuture<AwaitResult> wait = awaitDocs(DEFAULTS);
    time.advance(seconds(1));

    assertThat(wait.join().jobId()).isEqualTo(2L);
    assertThat(wait.join().detectionDelay()).as("it had ended before").isNull();
  }

  @Test
  void jobsThatStartLaterDoNotCount() {
    server.start(1, "docs", seconds(5));
    CompletableFuture<AwaitResult> wait = awaitDocs(DEFAULTS);
    time.advance(seconds(4));

    server.start(2, "docs", seconds(500));
    time.advance(seconds(4));

    assertThat(wait.join().jobId()).isEqualTo(1L);
  }

  @Test
  void aCollectionWithoutJobsIsNotFound() {
    CompletableFuture<AwaitResult> strict = awaitDocs(DEFAULTS);
    CompletableFuture<AwaitResult> lenient = awaitDocs(RETURNING);
    time.advance(seconds(1));

    assertThatThrownBy(strict::join)
        .hasCauseInstanceOf(JobNotFoundException.class)
        .hasMessageContaining("Collection 'docs' has no refresh job that the server remembers");
    assertThat(lenient.join().outcome()).isEqualTo(AwaitOutcome.NOT_FOUND);
    assertThat(lenient.join().jobId()).isNull();
  }

  @Test
  void troubleWhileLookingForTheJobIsBorne() {
    server.start(1, "docs", seconds(20));
    server.failure = SimulatedServer.away(UnreachableCause.REFUSED);
    CompletableFuture<AwaitResult> wait = awaitDocs(DEFAULTS);
    time.advance(seconds(10));
    server.failure = null;
    time.advance(seconds(60));

    assertThat(wait.join().jobId()).isEqualTo(1L);
  }

  @Test
  void aDeadlineBeforeTheJobIsKnownSaysSo() {
    server.failure = SimulatedServer.away(UnreachableCause.REFUSED);
    CompletableFuture<AwaitResult> wait =
        awaitDocs(AwaitOptions.builder().timeout(seconds(10)).build());
    time.advance(seconds(20));

    assertThatThrownBy(wait::join)
        .hasCauseInstanceOf(AwaitTimeoutException.class)
        .hasMessageContaining("did not list the refresh jobs of collection 'docs' within 10s")
        .hasMessageContaining("Last trouble");
  }

  // --- handles

  private JobHandle handle(Duration left) {
    return new JobHandle(1, DOCS, time.now(), time.now().plus(left), false);
  }

  @Test
  void aHandleIsAwaitedForTheTimeThatIsLeft() {
    server.start(1, "docs", seconds(500));
    JobHandle handle = JobHandle.fromJson(handle(seconds(60)).toJson());
    time.advance(seconds(45));

    CompletableFuture<AwaitResult> wait = engine.awaitAsync(handle, DEFAULTS);
    time.advance(seconds(14));
    assertThat(wait).isNotDone();
    time.advance(seconds(2));

    assertThatThrownBy(wait::join).hasCauseInstanceOf(AwaitTimeoutException.class);
  }

  @Test
  void aHandleWhoseDeadlinePassedLooksOnce() {
    server.start(1, "docs", seconds(5));
    JobHandle handle = handle(seconds(60));
    time.advance(seconds(600));

    CompletableFuture<AwaitResult> wait = engine.awaitAsync(handle, DEFAULTS);
    time.advance(seconds(1));

    assertThat(wait.join().outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    assertThat(wait.join().polls()).isEqualTo(1);
  }

  @Test
  void aJobJustSubmittedIsLeftAloneForTheShortestPause() {
    server.start(1, "docs", seconds(5));
    engine.awaitAsync(handle(seconds(60)), DEFAULTS);

    time.advance(Duration.ofMillis(249));
    assertThat(server.calls).isEmpty();
    time.advance(Duration.ofMillis(1));
    assertThat(server.count("get")).isEqualTo(1);
  }

  @Test
  void aHandleOfAnotherServerIsNotFound() {
    CompletableFuture<AwaitResult> wait = engine.awaitAsync(handle(seconds(60)), DEFAULTS);
    time.advance(seconds(30));

    assertThatThrownBy(wait::join).hasCauseInstanceOf(JobNotFoundException.class);
  }

  // --- several jobs

  private static List<AwaitTarget> jobs(long... ids) {
    return java.util.Arrays.stream(ids).mapToObj(AwaitTarget::job).toList();
  }

  @Test
  void allIsDoneWhenTheLastIs() {
    server.start(1, "a", seconds(30));
    server.start(2, "b", seconds(10));

    CompletableFuture<List<AwaitResult>> all = engine.awaitAllAsync(jobs(1, 2), DEFAULTS);
    time.advance(seconds(20));
    assertThat(all).isNotDone();
    time.advance(seconds(20));

    assertThat(all.join()).extracting(AwaitResult::jobId).containsExactly(1L, 2L);
  }

  @Test
  void theFirstFailureEndsAll() {
    server.start(1, "a", seconds(3000));

    CompletableFuture<List<AwaitResult>> all = engine.awaitAllAsync(jobs(1, 99), DEFAULTS);
    time.advance(seconds(30));

    assertThatThrownBy(all::join).hasCauseInstanceOf(JobNotFoundException.class);
    server.calls.clear();
    time.advance(seconds(60));
    assertThat(server.calls).as("the other wait was given up").isEmpty();
  }

  @Test
  void withReturnedFailuresAllTellHowEachEnded() {
    server.start(1, "a", seconds(30));

    CompletableFuture<List<AwaitResult>> all = engine.awaitAllAsync(jobs(1, 99), RETURNING);
    time.advance(seconds(60));

    assertThat(all.join())
        .extracting(AwaitResult::outcome)
        .containsExactly(AwaitOutcome.COMPLETED, AwaitOutcome.NOT_FOUND);
  }

  @Test
  void allOfNoneIsDone() {
    assertThat(engine.awaitAllAsync(List.of(), DEFAULTS).join()).isEmpty();
  }

  @Test
  void anyIsDoneWithTheFirstSuccessAndGivesUpTheOthers() {
    server.start(1, "a", seconds(3000));
    server.start(2, "b", seconds(20));

    CompletableFuture<AwaitResult> any = engine.awaitAnyAsync(jobs(1, 2, 99), DEFAULTS);
    time.advance(seconds(60));

    assertThat(any.join().jobId()).isEqualTo(2L);
    server.calls.clear();
    time.advance(seconds(60));
    assertThat(server.calls).isEmpty();
  }

  @Test
  void anyFailsOnlyWhenAllDid() {
    CompletableFuture<AwaitResult> any = engine.awaitAnyAsync(jobs(98, 99), DEFAULTS);
    time.advance(seconds(60));

    Throwable error = any.handle((result, e) -> e).join();
    assertThat(error).isInstanceOf(JobNotFoundException.class);
    assertThat(error.getSuppressed()).hasSize(1);
  }

  @Test
  void anyOfNoneIsAWrongArgument() {
    assertThatThrownBy(() -> engine.awaitAnyAsync(List.of(), DEFAULTS))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("at least one job");
  }

  @Test
  void cancellingTheJointWaitCancelsEach() {
    server.start(1, "a", seconds(3000));
    server.start(2, "b", seconds(3000));
    CompletableFuture<List<AwaitResult>> all = engine.awaitAllAsync(jobs(1, 2), DEFAULTS);
    time.advance(seconds(10));

    all.cancel(true);
    time.advance(Duration.ZERO);
    server.calls.clear();
    time.advance(seconds(60));

    assertThat(server.calls).isEmpty();
    assertThat(time.pendingTasks()).isZero();
  }
}
