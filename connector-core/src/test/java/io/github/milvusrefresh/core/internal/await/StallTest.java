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

import static io.github.milvusrefresh.core.Jobs.ID;
import static io.github.milvusrefresh.core.Jobs.inProgress;
import static io.github.milvusrefresh.core.Jobs.job;
import static io.github.milvusrefresh.core.Jobs.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.AwaitListener;
import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.AwaitProgress;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.OnFailure;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.core.error.JobStalledException;
import io.github.milvusrefresh.core.error.UnreachableCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a job is suspected to be stuck: AWAIT.md, section 4.8. */
class StallTest {

  private final VirtualScheduler time = new VirtualScheduler();
  private final ScriptedCalls server = new ScriptedCalls(time);
  private final AwaitEngine engine = server.engine();
  private final List<Duration> stalls = new ArrayList<>();
  private final AwaitListener listener =
      new AwaitListener() {
        @Override
        public void onStalled(AwaitProgress progress) {
          stalls.add(progress.waited());
        }
      };

  private CompletableFuture<AwaitResult> await(AwaitOptions.Builder options) {
    return engine.awaitAsync(
        AwaitTarget.job(ID), options.timeout(Duration.ofHours(10)).build(), listener);
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void aPendingJobIsSuspectedAfterTenMinutesAndAgainAtTwiceTheAge() {
    server.answer(elapsed -> pending());

    CompletableFuture<AwaitResult> wait = await(AwaitOptions.builder());
    time.advance(minutes(45));

    assertThat(stalls).hasSize(3);
    assertThat(stalls.get(0)).isBetween(minutes(10), minutes(11));
    assertThat(stalls.get(1)).isBetween(minutes(20), minutes(21));
    assertThat(stalls.get(2)).isBetween(minutes(40), minutes(41));
    assertThat(wait).isNotDone();
  }

  @Test
  void flatProgressIsNormalForHalfAnHour() {
    server.answer(elapsed -> inProgress(0));

    await(AwaitOptions.builder());
    time.advance(minutes(29));
    assertThat(stalls).isEmpty();
    time.advance(minutes(2));

    assertThat(stalls).hasSize(1);
  }

  @Test
  void aChangeStartsAnew() {
    server.answer(elapsed -> inProgress(elapsed.compareTo(minutes(20)) < 0 ? 0 : 50));

    await(AwaitOptions.builder());
    time.advance(minutes(45));

    assertThat(stalls).isEmpty();
  }

  @Test
  void anOutageDoesNotCount() {
    server.answer(
        elapsed -> {
          if (elapsed.compareTo(minutes(5)) > 0 && elapsed.compareTo(minutes(25)) < 0) {
            throw SimulatedServer.away(UnreachableCause.REFUSED);
          }
          return inProgress(0);
        });

    await(AwaitOptions.builder().unreachableTimeout(minutes(60)));
    time.advance(minutes(45));

    assertThat(stalls).isEmpty();
  }

  @Test
  void jobsThatUsuallyTakeLongAreGivenThreeTimesAsLong() {
    List<RefreshJob> earlier =
        IntStream.range(1, 6).mapToObj(i -> ended(i, Duration.ofMinutes(40 + i))).toList();
    server.history = CompletableFuture.completedFuture(earlier);
    server.answer(elapsed -> inProgress(0));

    await(AwaitOptions.builder());
    time.advance(minutes(120));
    assertThat(stalls).isEmpty();
    time.advance(minutes(120));

    assertThat(stalls).hasSize(1);
  }

  private static RefreshJob ended(long id, Duration length) {
    Instant start = Instant.parse("2026-04-22T00:00:00Z");
    return new RefreshJob(
        id, "docs", RefreshState.COMPLETED, 100, "", "", "", start, start.plus(length));
  }

  @Test
  void buildingIndexesMayTakeHours() {
    server.answer(elapsed -> inProgress(elapsed.compareTo(minutes(1)) < 0 ? 99 : 93));

    await(AwaitOptions.builder());
    time.advance(Duration.ofHours(5));

    assertThat(stalls).isEmpty();
  }

  @Test
  void endsTheWaitOnRequestOnly() {
    server.answer(elapsed -> job(RefreshState.PENDING, 0, "NoSuchBucket", null));

    CompletableFuture<AwaitResult> strict = await(AwaitOptions.builder().failWhenStalled(true));
    CompletableFuture<AwaitResult> lenient =
        await(AwaitOptions.builder().failWhenStalled(true).onFailure(OnFailure.RETURN));
    time.advance(minutes(11));

    assertThatThrownBy(strict::join)
        .hasCauseInstanceOf(JobStalledException.class)
        .hasMessageContaining("[JOB_STALLED] Refresh job " + ID)
        .hasMessageContaining("RefreshPending at 0 %")
        .hasMessageContaining("reason: NoSuchBucket");
    assertThat(lenient.join().outcome()).isEqualTo(AwaitOutcome.STALLED);
  }
}
