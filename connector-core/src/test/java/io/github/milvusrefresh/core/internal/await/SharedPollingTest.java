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
import static org.assertj.core.api.Assertions.within;

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.ServerErrorException;
import io.github.milvusrefresh.core.error.ServerStatus;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many waits, few calls: AWAIT.md, section 2, and the scale set of section 4.11. */
class SharedPollingTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualScheduler time = new VirtualScheduler();
  private final SimulatedServer server = new SimulatedServer(time);
  private final AwaitEngine engine = server.engine();

  private CompletableFuture<AwaitResult> await(long id) {
    return engine.awaitAsync(AwaitTarget.job(id), AwaitOptions.defaults());
  }

  /** Jobs of collections of their own, from 1 to the number. */
  private List<CompletableFuture<AwaitResult>> awaitJobs(int number, Duration length) {
    return LongStream.rangeClosed(1, number)
        .mapToObj(id -> await(server.start(id, "c" + id, length)))
        .toList();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private List<Instant> instants(String method) {
    return server.calls.stream()
        .filter(call -> call.method().equals(method))
        .map(SimulatedServer.Call::at)
        .toList();
  }

  // --- one job, many waits

  @Test
  void aThousandWaitsForOneJobCostThePollsOfOne() {
    server.start(1, "docs", seconds(30));
    AwaitEngine other = server.engine();

    List<CompletableFuture<AwaitResult>> waits =
        IntStream.range(0, 1000)
            .mapToObj(
                i ->
                    (i % 2 == 0 ? engine : other)
                        .awaitAsync(AwaitTarget.job(1), AwaitOptions.defaults()))
            .toList();
    time.advance(HOUR);

    assertThat(waits).allMatch(CompletableFuture::isDone);
    assertThat(server.count("get")).isBetween(25L, 45L);
    assertThat(server.count("list")).isZero();
  }

  @Test
  void aWaitThatJoinsLaterIsAnsweredAtOnce() {
    server.start(1, "docs", seconds(1000));
    CompletableFuture<AwaitResult> first = await(1);
    time.advance(seconds(900));
    long before = server.count("get");

    CompletableFuture<AwaitResult> look =
        engine.awaitAsync(
            AwaitTarget.job(1), AwaitOptions.builder().timeout(Duration.ZERO).build());
    time.advance(Duration.ZERO);

    assertThat(server.count("get")).isEqualTo(before + 1);
    assertThatThrownBy(look::join).hasCauseInstanceOf(AwaitTimeoutException.class);
    assertThat(first).isNotDone();
  }

  @Test
  void theMoreDemandingOfTwoWaitsSetsThePaceUntilItEnds() {
    server.start(1, "docs", HOUR);
    await(1);
    AwaitOptions demanding =
        AwaitOptions.builder().maxPollInterval(seconds(1)).timeout(Duration.ofMinutes(30)).build();
    engine.awaitAsync(AwaitTarget.job(1), demanding);

    time.advance(Duration.ofMinutes(20));
    server.calls.clear();
    time.advance(Duration.ofMinutes(5));
    assertThat(server.count("get")).isBetween(270L, 335L);

    time.advance(Duration.ofMinutes(6));
    server.calls.clear();
    time.advance(Duration.ofMinutes(5));
    assertThat(server.count("get")).isBetween(27L, 34L);
  }

  @Test
  void oneOfTwoWaitsGivesUpOnItsOwnTermsAndTheOtherGoesOn() {
    server.start(1, "docs", HOUR);
    CompletableFuture<AwaitResult> patient = await(1);
    CompletableFuture<AwaitResult> impatient =
        engine.awaitAsync(
            AwaitTarget.job(1), AwaitOptions.builder().unreachableTimeout(seconds(10)).build());
    time.advance(seconds(60));

    server.failure = SimulatedServer.away(UnreachableCause.REFUSED);
    time.advance(seconds(30));
    server.failure = null;
    time.advance(HOUR);

    assertThatThrownBy(impatient::join).hasCauseInstanceOf(UnreachableException.class);
    assertThat(patient).isCompleted();
  }

  // --- many jobs

  @Test
  void sevenJobsAreAskedForOneByOne() {
    awaitJobs(7, seconds(60));
    time.advance(seconds(30));

    assertThat(server.count("list")).isZero();
    assertThat(server.count("get")).isGreaterThan(7 * 20);
  }

  @Test
  void eightJobsAreAskedForTogether() {
    List<CompletableFuture<AwaitResult>> waits = awaitJobs(8, seconds(60));
    time.advance(HOUR);

    assertThat(waits).allMatch(CompletableFuture::isDone);
    assertThat(server.count("get")).isZero();
    assertThat(server.count("list")).isBetween(40L, 61L);
  }

  @Test
  void aThousandWaitsCostACallASecondAndHalfASecondOfDelay() {
    List<CompletableFuture<AwaitResult>> waits = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      waits.add(await(server.start(i, "c" + i, seconds(30 + 0.27 * i))));
    }
    Instant start = time.now();
    time.advance(HOUR);

    Duration lasted = Duration.between(start, server.calls.get(server.calls.size() - 1).at());
    assertThat(server.calls.size()).isLessThanOrEqualTo((int) lasted.toSeconds() + 1);
    double mean =
        waits.stream()
            .mapToDouble(wait -> wait.join().detectionDelay().toNanos() / 1e9)
            .average()
            .orElseThrow();
    assertThat(mean).isLessThan(0.6);
  }

  @Test
  void aJobThatJoinsManyWaitsForTheNextList() {
    awaitJobs(20, HOUR);
    time.advance(Duration.ofMinutes(30));
    server.calls.clear();

    server.start(100, "late", seconds(2));
    CompletableFuture<AwaitResult> late = await(100);
    time.advance(seconds(1));

    assertThat(server.count("get")).isZero();
    assertThat(server.count("list")).isPositive();
    time.advance(seconds(3));
    assertThat(late).isCompleted();
  }

  @Test
  void aJobThatTheListOmitsIsAskedForAlone() {
    server.unlisted.add(3L);
    List<CompletableFuture<AwaitResult>> waits = awaitJobs(9, seconds(60));
    time.advance(HOUR);

    assertThat(waits).allMatch(CompletableFuture::isDone);
    assertThat(server.calls.stream().filter(call -> call.method().equals("get")))
        .isNotEmpty()
        .allMatch(call -> call.jobId() == 3);
  }

  @Test
  void jobsOfOneNameInTwoDatabasesAreToldApartById() {
    List<CompletableFuture<AwaitResult>> waits = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      waits.add(await(server.start(i, "same", seconds(10 * i))));
    }
    time.advance(HOUR);

    for (int i = 1; i <= 8; i++) {
      AwaitResult result = waits.get(i - 1).join();
      assertThat(result.job().jobId()).isEqualTo(i);
      assertThat(result.waited().toMillis() / 1e3).isCloseTo(10 * i, within(3.0));
    }
  }

  @Test
  void aListThatFailsGivesWayToSingleCallsAndIsTriedAgain() {
    server.listFailure =
        new ServerErrorException(
            "milvus:19530",
            "ListRefreshExternalCollectionJobs",
            new ServerStatus(5, "UnexpectedError", "job 3 references missing task 9", false, ""));
    List<CompletableFuture<AwaitResult>> waits = awaitJobs(10, Duration.ofMinutes(2));
    time.advance(seconds(25));
    assertThat(server.count("list")).isEqualTo(1);
    assertThat(server.count("get")).isGreaterThan(100);

    server.listFailure = null;
    time.advance(seconds(10));
    long gets = server.count("get");
    time.advance(seconds(60));

    assertThat(server.count("get")).isEqualTo(gets);
    time.advance(HOUR);
    assertThat(waits).allMatch(wait -> !wait.isCompletedExceptionally());
  }

  @Test
  void aListThatTimesOutForeverEndsNoWaitWhileSingleCallsAnswer() {
    server.listFailure = SimulatedServer.away(UnreachableCause.DEADLINE);
    List<CompletableFuture<AwaitResult>> waits = awaitJobs(10, Duration.ofMinutes(30));
    time.advance(HOUR);

    assertThat(waits).allMatch(wait -> wait.isDone() && !wait.isCompletedExceptionally());
  }

  @Test
  void aListThatIsMostlyAboutOthersGivesWayToSingleCalls() {
    for (int i = 0; i < 2000; i++) {
      server.add(10_000 + i, "old" + i, HOUR, seconds(1));
    }
    awaitJobs(8, seconds(100));
    time.advance(seconds(90));

    assertThat(server.count("list")).isEqualTo(1);
    assertThat(server.count("get")).isGreaterThan(100);
  }

  @Test
  void anOutageEndsFiveHundredWaitsInTime() {
    List<CompletableFuture<AwaitResult>> waits = awaitJobs(500, HOUR);
    time.advance(seconds(60));

    server.failure = SimulatedServer.away(UnreachableCause.REFUSED);
    time.advance(Duration.ofMinutes(4).plusSeconds(50));
    assertThat(waits).noneMatch(CompletableFuture::isDone);
    time.advance(seconds(60));

    assertThat(waits).allMatch(CompletableFuture::isCompletedExceptionally);
  }

  // --- the cap

  @Test
  void noMoreThanTwentyCallsASecondAndEveryJobGetsItsShare() {
    server.listFailure = SimulatedServer.away(UnreachableCause.DEADLINE);
    awaitJobs(400, HOUR);
    time.advance(Duration.ofMinutes(10));
    server.calls.clear();
    time.advance(Duration.ofMinutes(5));

    assertThat(server.calls.size()).isLessThanOrEqualTo(20 * 301);
    Map<Long, Long> polls =
        server.calls.stream()
            .filter(call -> call.method().equals("get"))
            .collect(Collectors.groupingBy(SimulatedServer.Call::jobId, Collectors.counting()));
    assertThat(polls).hasSize(400);
    long most = polls.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    long fewest = polls.values().stream().min(Comparator.naturalOrder()).orElseThrow();
    assertThat(most).isLessThanOrEqualTo(2 * fewest);
  }

  @Test
  void aBurstOfWaitsIsHeldToASecondsWorth() {
    server.listFailure = SimulatedServer.away(UnreachableCause.DEADLINE);
    awaitJobs(100, HOUR);
    time.advance(Duration.ZERO);

    assertThat(server.calls).hasSizeBetween(20, 21);
  }

  @Test
  void aRateLimitStretchesAllPausesForAWhile() {
    server.start(1, "docs", HOUR);
    await(1);
    time.advance(seconds(100));
    server.failure = SimulatedServer.away(UnreachableCause.RATE_LIMITED);
    time.advance(seconds(4));
    server.failure = null;
    time.advance(seconds(4));
    server.calls.clear();

    time.advance(seconds(20));
    assertThat(server.count("get")).isLessThanOrEqualTo(4);
    time.advance(seconds(60));
    server.calls.clear();
    time.advance(seconds(40));

    assertThat(server.count("get")).isBetween(8L, 12L);
  }

  // --- what is left behind

  @Test
  void nothingIsScheduledOnceAllWaitsEnded() {
    List<CompletableFuture<AwaitResult>> waits = awaitJobs(100, HOUR);
    time.advance(seconds(10));

    waits.forEach(wait -> wait.cancel(true));
    time.advance(Duration.ZERO);
    time.advance(seconds(1));

    assertThat(time.pendingTasks()).isZero();
    server.calls.clear();
    time.advance(HOUR);
    assertThat(server.calls).isEmpty();
  }

  @Test
  void aPollNobodyWaitsForAnyMoreIsCancelled() {
    server.roundTrip = seconds(2);
    CompletableFuture<AwaitResult> wait = await(server.start(1, "docs", HOUR));
    time.advance(seconds(1));

    wait.cancel(true);
    time.advance(Duration.ZERO);

    assertThat(server.open).hasSize(1).allMatch(CompletableFuture::isCancelled);
    assertThat(instants("get")).hasSize(1);
  }
}
