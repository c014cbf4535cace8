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

import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

class GatedEnumeratorTest {

  private static final long JOB = 465787408941891028L;
  private static final RefreshGate GATE =
      RefreshGate.completed(JOB)
          .connection(ConnectionOptions.builder("http://localhost:1").build())
          .timeout(Duration.ofMinutes(30));

  private static final AwaitResult COMPLETED =
      new AwaitResult(
          AwaitOutcome.COMPLETED, JOB, job(RefreshState.COMPLETED), Duration.ZERO, 1, null);
  private static final JobHandle REFRESH =
      new JobHandle(
          JOB,
          CollectionName.parse("docs"),
          Instant.EPOCH,
          Instant.parse("2100-01-01T00:00:00Z"),
          false);

  private final FakeCoordinator<TestSplit> coordinator = new FakeCoordinator<>();
  private final List<String> calls = new ArrayList<>();
  private final FakeWatch watch = new FakeWatch();
  private RefreshGate watched;
  private Consumer<JobHandle> onStarted;

  private GatedEnumerator<TestSplit, String> enumerator(GateState<String> state) {
    return new GatedEnumerator<>(
        coordinator,
        GATE,
        (gate, metrics, started) -> {
          watched = gate;
          onStarted = started;
          return watch;
        },
        state,
        () -> {
          calls.add("created");
          return new RecordingEnumerator(calls);
        });
  }

  private GatedEnumerator<TestSplit, String> started() {
    GatedEnumerator<TestSplit, String> enumerator = enumerator(GateState.closed(null, null));
    enumerator.start();
    return enumerator;
  }

  private void completeJob() {
    watch.end.complete(List.of(COMPLETED));
    coordinator.runAll();
  }

  private static RefreshJob job(RefreshState state) {
    return new RefreshJob(
        JOB, "docs", state, 100, "no such bucket", "s3://b", "", Instant.EPOCH, Instant.EPOCH);
  }

  @Test
  void doesNothingWhileClosed() throws Exception {
    GatedEnumerator<TestSplit, String> enumerator = started();
    coordinator.register(0);
    enumerator.addReader(0);
    enumerator.handleSplitRequest(0, "host");
    enumerator.notifyCheckpointComplete(1);
    enumerator.notifyCheckpointAborted(2);
    assertThat(calls).isEmpty();
    assertThat(enumerator.snapshotState(3).open()).isFalse();
  }

  @Test
  void replaysInOrderWhenItOpens() {
    GatedEnumerator<TestSplit, String> enumerator = started();
    coordinator.register(0);
    coordinator.register(1);
    enumerator.handleSplitRequest(1, "b");
    enumerator.handleSourceEvent(0, new SourceEvent() {});
    enumerator.handleSplitRequest(0, "a");
    completeJob();
    assertThat(calls)
        .containsExactly(
            "created",
            "start",
            "reader 0",
            "reader 1",
            "request of 1 at b",
            "event of 0",
            "request of 0 at a");
    assertThat(watch.closed).isTrue();
  }

  @Test
  void opensOnTheThreadOfTheCoordinator() {
    GatedEnumerator<TestSplit, String> enumerator = started();
    watch.end.complete(List.of(COMPLETED));
    enumerator.handleSplitRequest(0, "a");
    assertThat(calls).isEmpty();
    coordinator.runAll();
    assertThat(calls).containsExactly("created", "start", "request of 0 at a");
  }

  @Test
  void forgetsTheRequestsOfASubtaskThatStartsAnew() {
    GatedEnumerator<TestSplit, String> enumerator = started();
    coordinator.register(0);
    enumerator.handleSplitRequest(0, "old");
    enumerator.handleSplitRequest(1, "other");
    enumerator.addSplitsBack(List.of(), 0);
    enumerator.handleSplitRequest(0, "new");
    completeJob();
    assertThat(calls)
        .containsExactly(
            "created", "start", "reader 0", "request of 1 at other", "request of 0 at new");
  }

  @Test
  void keepsSplitsThatCameBack() {
    GatedEnumerator<TestSplit, String> enumerator = started();
    enumerator.addSplitsBack(List.of(new TestSplit("s")), 0);
    enumerator.addSplitsBack(List.of(), 0);
    completeJob();
    assertThat(calls).containsExactly("created", "start", "back from 0: 1");
  }

  @Test
  void isTheInnerEnumeratorOnceOpen() throws Exception {
    GatedEnumerator<TestSplit, String> enumerator = started();
    completeJob();
    calls.clear();
    enumerator.addReader(2);
    enumerator.handleSplitRequest(2, "c");
    enumerator.handleSourceEvent(2, new SourceEvent() {});
    enumerator.addSplitsBack(List.of(), 2);
    enumerator.notifyCheckpointComplete(7);
    enumerator.notifyCheckpointAborted(8);
    assertThat(enumerator.snapshotState(9)).isEqualTo(GateState.opened("state at 9"));
    enumerator.close();
    assertThat(calls)
        .containsExactly(
            "reader 2",
            "request of 2 at c",
            "event of 2",
            "back from 2: 0",
            "complete 7",
            "aborted 8",
            "close");
  }

  @Test
  void failsTheJobForGoodWhenTheRefreshFailed() {
    started();
    watch.end.completeExceptionally(new RefreshFailedException(job(RefreshState.FAILED)));
    assertThatThrownBy(coordinator::runAll)
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(RefreshFailedException.class)
        .hasMessageContaining("[REFRESH_FAILED]")
        .hasMessageContaining("no such bucket");
    assertThat(calls).isEmpty();
    assertThat(watch.closed).isTrue();
  }

  @Test
  void failsTheJobForGoodWhenTheWaitCannotStart() {
    GatedEnumerator<TestSplit, String> enumerator =
        new GatedEnumerator<>(
            coordinator,
            GATE,
            (gate, metrics, started) -> {
              throw new InvalidArgumentException("tls.ca-cert", "x", "a PEM file");
            },
            GateState.closed(null, null),
            () -> new RecordingEnumerator(calls));
    assertThatThrownBy(enumerator::start)
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("[INVALID_ARGUMENT] Argument 'tls.ca-cert'");
  }

  @Test
  void failsTheJobWhenTheWaitBrokeOff() {
    started();
    watch.end.completeExceptionally(new IllegalStateException("a defect"));
    assertThatThrownBy(coordinator::runAll)
        .hasMessageContaining("broke off")
        .hasRootCauseMessage("a defect");
    assertThat(calls).isEmpty();
  }

  @Test
  void closingEndsTheWaitAndNothingElse() throws Exception {
    GatedEnumerator<TestSplit, String> enumerator = started();
    enumerator.close();
    assertThat(watch.closed).isTrue();
    watch.end.completeExceptionally(new CancellationException("closed"));
    assertThat(coordinator.isIdle()).isTrue();
    assertThat(calls).isEmpty();
  }

  @Test
  void completionThatMeetsTheClosingIsIgnored() throws Exception {
    GatedEnumerator<TestSplit, String> enumerator = started();
    watch.end.complete(List.of(COMPLETED));
    enumerator.close();
    coordinator.runAll();
    assertThat(calls).isEmpty();
  }

  @Test
  void remembersItsDeadline() throws Exception {
    GateState<String> first = started().snapshotState(1);
    assertThat(Duration.between(Instant.now(), first.deadline()))
        .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    GatedEnumerator<TestSplit, String> restored = enumerator(first);
    restored.start();
    assertThat(restored.snapshotState(2)).isEqualTo(first);
  }

  @Test
  void waitsNoLongerThanWhatIsLeft() {
    enumerator(GateState.closed(Instant.now().plusSeconds(60), null)).start();
    assertThat(watched.await().timeout()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
  }

  @Test
  void looksOnceMoreWhenNothingIsLeft() {
    enumerator(GateState.closed(Instant.now().minusSeconds(60), null)).start();
    assertThat(watched.await().timeout()).isZero();
  }

  @Test
  void remembersTheRefreshThatItStarted() throws Exception {
    GatedEnumerator<TestSplit, String> enumerator = started();
    onStarted.accept(REFRESH);
    coordinator.runAll();
    GateState<String> first = enumerator.snapshotState(1);
    assertThat(first.refresh()).isEqualTo(REFRESH);
    enumerator(first).start();
    assertThat(watched.target()).isEqualTo(new GateTarget.Jobs(List.of(REFRESH)));
  }

  @Test
  void handsEventsOfConcurrentAttemptsToASourceThatTakesThem() {
    GatedEnumerator<TestSplit, String> enumerator = started();
    enumerator.handleSourceEvent(1, 2, new SourceEvent() {});
    completeJob();
    enumerator.handleSourceEvent(1, 3, new SourceEvent() {});
    assertThat(calls)
        .containsExactly("created", "start", "event of 1, attempt 2", "event of 1, attempt 3");
  }

  @Test
  void keepsTheStateOfASourceThatHadNoGate() throws Exception {
    GatedEnumerator<TestSplit, String> enumerator =
        enumerator(GateState.closed(null, "before the gate"));
    enumerator.start();
    assertThat(enumerator.snapshotState(1).inner()).isEqualTo("before the gate");
  }

  private static final class FakeWatch implements GateWatch {

    private final CompletableFuture<List<AwaitResult>> end = new CompletableFuture<>();
    private boolean closed;

    @Override
    public CompletableFuture<List<AwaitResult>> end() {
      return end;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
