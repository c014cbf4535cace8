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
import io.github.milvusrefresh.core.OnFailure;
import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.FailureKind;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.core.internal.CollectionIndex;
import io.github.milvusrefresh.core.internal.CollectionIndex.State;
import io.github.milvusrefresh.core.internal.CollectionLoad;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Completed, indexed, loaded: three things (MILVUS-SERVER.md, section 8). */
class ReadinessTest {

  private static final CollectionIndex DONE = new CollectionIndex("v", State.FINISHED, 0, 500, "");
  private static final CollectionIndex PENDING =
      new CollectionIndex("v", State.FINISHED, 200, 500, "");
  private static final CollectionLoad LOADED = new CollectionLoad(true, 100, 100);

  private final VirtualScheduler time = new VirtualScheduler();
  private final SimulatedServer server = new SimulatedServer(time);
  private final AwaitEngine engine = server.engine();

  private CompletableFuture<AwaitResult> await(Readiness waitFor) {
    return await(AwaitOptions.builder().waitFor(waitFor));
  }

  private CompletableFuture<AwaitResult> await(AwaitOptions.Builder options) {
    server.start(1, "docs", Duration.ofSeconds(10));
    return engine.awaitAsync(AwaitTarget.job(1), options.timeout(Duration.ofMinutes(1)).build());
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void completedAsksForNothingMore() {
    await(Readiness.COMPLETED);
    time.advance(seconds(20));

    assertThat(server.count("indexes") + server.count("load")).isZero();
  }

  @Test
  void indexedWaitsUntilNoRowIsPending() {
    server.indexes = List.of(DONE, PENDING);
    CompletableFuture<AwaitResult> wait = await(Readiness.INDEXED);
    time.advance(seconds(30));
    assertThat(wait).isNotDone();

    server.indexes = List.of(DONE, DONE);
    time.advance(seconds(2));

    assertThat(wait.join().outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    assertThat(wait.join().waited()).isGreaterThan(seconds(30));
    assertThat(wait.join().detectionDelay()).isLessThan(seconds(2));
    assertThat(server.count("load")).isZero();
  }

  @Test
  void loadedContainsIndexedAndWaitsForTheRefreshingLoad() {
    server.indexes = List.of(DONE);
    server.load = new CollectionLoad(true, 100, 40);
    CompletableFuture<AwaitResult> wait = await(Readiness.LOADED);
    time.advance(seconds(30));
    assertThat(wait).isNotDone();
    assertThat(server.count("indexes")).isEqualTo(1);

    server.load = LOADED;
    time.advance(seconds(2));

    assertThat(wait).isCompleted();
  }

  @Test
  void theTimeoutIsSharedAndNamesTheStageAndHowFarItCame() {
    server.indexes = List.of(PENDING);
    CompletableFuture<AwaitResult> indexed = await(Readiness.INDEXED);
    time.advance(seconds(66));

    assertThat(indexed).isCompletedExceptionally();
    assertThatThrownBy(indexed::join)
        .hasCauseInstanceOf(AwaitTimeoutException.class)
        .hasMessageContaining(
            "Refresh job 1 completed, but collection 'docs' was not indexed within 1m: index 'v'"
                + " has 200 of 500 rows pending.")
        .hasMessageEndingWith("Await it again with the same wait_for, or raise timeout.");
  }

  @Test
  void aJobThatCompletesOnTheLastLookIsStillAskedForItsIndexes() {
    server.indexes = List.of(DONE);
    server.add(1, "docs", seconds(30), seconds(10));

    CompletableFuture<AwaitResult> wait =
        engine.awaitAsync(
            AwaitTarget.job(1),
            AwaitOptions.builder().waitFor(Readiness.INDEXED).timeout(Duration.ZERO).build());
    time.advance(seconds(1));

    assertThat(wait.join().outcome()).isEqualTo(AwaitOutcome.COMPLETED);
  }

  @Test
  void nobodyLoadsIsSaidInTheTimeout() {
    server.indexes = List.of(DONE);
    CompletableFuture<AwaitResult> loaded = await(AwaitOptions.builder().waitFor(Readiness.LOADED));
    time.advance(seconds(66));

    assertThatThrownBy(loaded::join)
        .hasMessageContaining("was not loaded within 1m")
        .hasMessageContaining("the collection is not loaded and nobody loads it");
  }

  @Test
  void aCollectionWithoutAnIndexIsAWrongArgument() {
    CompletableFuture<AwaitResult> wait = await(Readiness.INDEXED);
    time.advance(seconds(20));

    assertThatThrownBy(wait::join)
        .hasCauseInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("collection 'docs' has none: create one, or wait for 'completed'");
  }

  @Test
  void anIndexThatFailedMeansThatTheDataIsLiveButNotIndexed() {
    server.indexes = List.of(DONE, new CollectionIndex("w", State.FAILED, 5, 5, "out of memory"));
    CompletableFuture<AwaitResult> strict = await(Readiness.INDEXED);
    CompletableFuture<AwaitResult> lenient =
        await(AwaitOptions.builder().waitFor(Readiness.INDEXED).onFailure(OnFailure.RETURN));
    time.advance(seconds(20));

    RefreshFailedException failure =
        (RefreshFailedException) strict.handle((result, error) -> error).join();
    assertThat(failure.kind()).isEqualTo(FailureKind.APPLIED_NOT_INDEXED);
    assertThat(failure).hasMessageContaining("index 'w' failed: out of memory");
    assertThat(lenient.join().outcome()).isEqualTo(AwaitOutcome.APPLIED_NOT_INDEXED);
  }

  @Test
  void readinessBearsTroubleAsPollsDo() {
    server.indexes = List.of(PENDING);
    CompletableFuture<AwaitResult> patient = await(Readiness.INDEXED);
    CompletableFuture<AwaitResult> impatient =
        await(AwaitOptions.builder().waitFor(Readiness.INDEXED).unreachableTimeout(seconds(5)));
    time.advance(seconds(20));

    server.failure = SimulatedServer.away(UnreachableCause.RESET);
    time.advance(seconds(20));
    server.failure = null;
    server.indexes = List.of(DONE);
    time.advance(seconds(10));

    assertThatThrownBy(impatient::join).hasCauseInstanceOf(UnreachableException.class);
    assertThat(patient).isCompleted();
  }

  @Test
  void cancellingStopsTheCallOfTheStage() {
    server.indexes = List.of(PENDING);
    server.roundTrip = seconds(3);
    CompletableFuture<AwaitResult> wait = await(Readiness.INDEXED);
    time.advance(seconds(16));
    assertThat(server.count("indexes")).isPositive();

    wait.cancel(true);
    time.advance(Duration.ZERO);

    assertThat(server.open).allMatch(CompletableFuture::isDone);
    server.calls.clear();
    time.advance(seconds(60));
    assertThat(server.calls).isEmpty();
  }
}
