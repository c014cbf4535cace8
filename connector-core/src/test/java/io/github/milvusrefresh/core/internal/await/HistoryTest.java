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

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.error.UnreachableCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Earlier jobs of the collection say when to look. */
class HistoryTest {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final VirtualScheduler time = new VirtualScheduler();
  private final SimulatedServer server = new SimulatedServer(time);
  private final AwaitEngine engine = server.engine();

  private void earlierJobs(String collection) {
    for (int i = 1; i <= 5; i++) {
      server.add(i, collection, Duration.ofHours(i), Duration.ofSeconds(290 + 4 * i));
    }
  }

  private CompletableFuture<AwaitResult> await(long id) {
    return engine.awaitAsync(AwaitTarget.job(id), AwaitOptions.defaults());
  }

  @Test
  void looksSeldomBeforeTheExpectedEndAndOftenAboutIt() {
    earlierJobs("docs");
    Instant start = time.now();
    CompletableFuture<AwaitResult> wait = await(server.start(9, "docs", FIVE_MINUTES));
    time.advance(Duration.ofMinutes(10));

    assertThat(server.count("listOne")).isEqualTo(1);
    assertThat(wait.join().polls()).isLessThan(50);
    assertThat(wait.join().detectionDelay()).isLessThan(Duration.ofMillis(2500));
    List<Instant> looks =
        server.calls.stream()
            .filter(call -> call.method().equals("get"))
            .map(SimulatedServer.Call::at)
            .toList();
    assertThat(looks.stream().filter(at -> at.isBefore(start.plusSeconds(200))).count())
        .isLessThan(15);
    assertThat(looks.stream().filter(at -> at.isAfter(start.plusSeconds(270))).count())
        .isGreaterThan(15);
  }

  @Test
  void aWaitThatResumesCountsFromTheStartOfTheJob() {
    earlierJobs("docs");
    server.add(9, "docs", Duration.ofSeconds(250), FIVE_MINUTES);
    CompletableFuture<AwaitResult> wait = await(9);
    time.advance(Duration.ofMinutes(2));

    assertThat(wait.join().polls()).isLessThan(40);
    assertThat(wait.join().detectionDelay()).isLessThan(Duration.ofMillis(2500));
  }

  @Test
  void jobsOfOtherCollectionsDoNotCount() {
    earlierJobs("other");
    CompletableFuture<AwaitResult> wait = await(server.start(9, "docs", FIVE_MINUTES));
    time.advance(Duration.ofMinutes(10));

    assertThat(wait.join().polls()).as("the blind schedule").isBetween(100, 130);
  }

  @Test
  void aListThatFailsLeavesTheBlindSchedule() {
    earlierJobs("docs");
    server.listFailure = SimulatedServer.away(UnreachableCause.DEADLINE);
    CompletableFuture<AwaitResult> wait = await(server.start(9, "docs", FIVE_MINUTES));
    time.advance(Duration.ofMinutes(10));

    assertThat(wait.join().polls()).isBetween(100, 130);
  }

  @Test
  void aJobThatHasEndedNeedsNoHistory() {
    earlierJobs("docs");
    await(1);
    time.advance(Duration.ofSeconds(1));

    assertThat(server.calls).extracting(SimulatedServer.Call::method).containsExactly("get");
  }
}
