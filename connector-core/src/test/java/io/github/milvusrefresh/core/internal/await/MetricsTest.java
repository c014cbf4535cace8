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
import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.core.error.UnreachableCause;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a client's metrics are told: AWAIT.md, section 4.10. */
class MetricsTest {

  private final VirtualScheduler time = new VirtualScheduler();
  private final SimulatedServer server = new SimulatedServer(time);
  private final Recorder recorder = new Recorder();

  /** Writes down the calls. */
  private static final class Recorder implements RefreshMetrics {
    final List<String> ends = new ArrayList<>();
    final List<Duration> delays = new ArrayList<>();
    final List<Duration> roundTrips = new ArrayList<>();
    int started;
    int gets;
    int lists;
    int failed;
    Duration throttled = Duration.ZERO;

    @Override
    public void waitStarted() {
      started++;
    }

    @Override
    public void waitEnded(String end, Duration waited, int polls) {
      ends.add(end + " after " + waited.toSeconds() + " s, " + polls + " polls");
    }

    @Override
    public void polled(PollKind kind, boolean ok, Duration took) {
      gets += kind == PollKind.GET ? 1 : 0;
      lists += kind == PollKind.LIST ? 1 : 0;
      failed += ok ? 0 : 1;
      roundTrips.add(took);
    }

    @Override
    public void detected(Duration delay) {
      delays.add(delay);
    }

    @Override
    public void throttled(Duration delay) {
      throttled = throttled.plus(delay);
    }
  }

  private static CompletableFuture<AwaitResult> await(AwaitEngine engine, long id) {
    return engine.awaitAsync(AwaitTarget.job(id), AwaitOptions.defaults());
  }

  @Test
  void tellTheCourseOfAWait() {
    server.roundTrip = Duration.ofMillis(20);
    server.start(1, "docs", Duration.ofSeconds(10));

    CompletableFuture<AwaitResult> wait = await(server.engine(recorder), 1);
    time.advance(Duration.ofSeconds(20));

    AwaitResult result = wait.join();
    assertThat(recorder.started).isEqualTo(1);
    assertThat(recorder.ends)
        .containsExactly(
            "COMPLETED after " + result.waited().toSeconds() + " s, " + result.polls() + " polls");
    assertThat(recorder.delays).containsExactly(result.detectionDelay());
    assertThat(recorder.gets).isEqualTo((int) server.count("get"));
    assertThat(recorder.lists).as("the history").isEqualTo(1);
    assertThat(recorder.roundTrips).containsOnly(Duration.ofMillis(20));
  }

  @Test
  void tellEndsThatNoOutcomeNames() {
    AwaitEngine engine = server.engine(recorder);
    server.start(1, "docs", Duration.ofHours(1));

    await(engine, 1).cancel(true);
    CompletableFuture<AwaitResult> closed = await(engine, 1);
    time.advance(Duration.ofSeconds(5));
    engine.close();
    time.advance(Duration.ZERO);

    assertThat(closed).isCompletedExceptionally();
    assertThat(recorder.started).isEqualTo(2);
    assertThat(recorder.ends).hasSize(2).allMatch(end -> end.startsWith("CANCELLED after "));
  }

  @Test
  void tellFailedPollsAndTheCap() {
    server.listFailure = SimulatedServer.away(UnreachableCause.DEADLINE);
    AwaitEngine engine = server.engine(recorder);
    for (int i = 1; i <= 100; i++) {
      await(engine, server.start(i, "c" + i, Duration.ofMinutes(5)));
    }
    time.advance(Duration.ofSeconds(10));

    assertThat(recorder.failed).isEqualTo(1);
    assertThat(recorder.throttled).isPositive();
  }

  @Test
  void pollsAreToldToEveryClientOfTheServer() {
    Recorder other = new Recorder();
    server.engine(other);
    server.start(1, "docs", Duration.ofSeconds(10));

    await(server.engine(recorder), 1);
    time.advance(Duration.ofSeconds(20));

    assertThat(other.gets).isEqualTo(recorder.gets).isPositive();
    assertThat(other.started).isZero();
  }

  @Test
  void canDoNoHarm() {
    RefreshMetrics throwing =
        (RefreshMetrics)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RefreshMetrics.class},
                (proxy, method, arguments) -> {
                  if (method.getDeclaringClass() == Object.class) {
                    return method.invoke(this, arguments);
                  }
                  throw new IllegalStateException("for the test");
                });
    server.start(1, "docs", Duration.ofSeconds(10));

    CompletableFuture<AwaitResult> wait = await(server.engine(throwing), 1);
    time.advance(Duration.ofSeconds(20));

    assertThat(wait).isCompleted();
  }

  @Test
  void everyEventReachesTheClient() {
    List<String> heard = new ArrayList<>();
    RefreshMetrics client =
        (RefreshMetrics)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RefreshMetrics.class},
                (proxy, method, arguments) -> heard.add(method.getName()) ? null : null);
    SharedMetrics shared = SharedMetrics.of(client);

    shared.waitStarted();
    shared.waitEnded("COMPLETED", Duration.ZERO, 1);
    shared.polled(RefreshMetrics.PollKind.GET, true, Duration.ZERO);
    shared.detected(Duration.ZERO);
    shared.stalled();
    shared.regressed();
    shared.throttled(Duration.ZERO);
    shared.listenerFailed();

    assertThat(heard)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RefreshMetrics.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(java.lang.reflect.Method::getName)
                .toList());
  }
}
