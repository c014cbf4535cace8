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
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.JobHandle;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The delay of the news is measured by the server's clock, wherever that stands. */
class ServerClockTest {

  private final VirtualScheduler time = new VirtualScheduler();

  private Duration detectionDelay(Duration clockAhead, Duration roundTrip) {
    SimulatedServer server = new SimulatedServer(time);
    server.clockAhead = clockAhead;
    server.roundTrip = roundTrip;
    server.start(1, "docs", Duration.ofSeconds(300).plusMillis(137));
    var wait = server.engine().awaitAsync(AwaitTarget.job(1), AwaitOptions.builder().build());
    time.advance(Duration.ofMinutes(6));
    return wait.join().detectionDelay();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1, -3600, 3600})
  void theDelayIsRightWithinTheLastPauseWhateverTheServersClockShows(long secondsAhead) {
    Duration delay = detectionDelay(Duration.ofSeconds(secondsAhead), Duration.ofMillis(20));

    // The longest pause there is: a server that is far behind makes a job look old.
    assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(11));
  }

  @Test
  void withEqualClocksTheDelayIsExact() {
    SimulatedServer server = new SimulatedServer(time);
    Instant start = time.now();
    server.start(1, "docs", Duration.ofSeconds(100));
    var wait = server.engine().awaitAsync(AwaitTarget.job(1), AwaitOptions.defaults());
    time.advance(Duration.ofMinutes(3));

    Instant told = start.plus(wait.join().waited());
    assertThat(wait.join().detectionDelay())
        .isPositive()
        .isEqualTo(Duration.between(start.plusSeconds(100), told));
  }

  @Test
  void aServerAheadIsKnownFromTheStartOfAJob() {
    ServerClock clock = new ServerClock(time);
    Instant serverStart = time.now().plus(Duration.ofHours(1));

    clock.sawPast(serverStart, time.nanoTime());

    assertThat(clock.since(serverStart, time.nanoTime())).isZero();
    time.advance(Duration.ofSeconds(10));
    assertThat(clock.since(serverStart, time.nanoTime())).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aServerBehindIsKnownFromTheEndOfAJob() {
    ServerClock clock = new ServerClock(time);
    long sentWhileItRan = time.nanoTime();
    time.advance(Duration.ofSeconds(2));
    Instant serverEnd = time.now().minus(Duration.ofHours(1)).minusSeconds(1);

    clock.sawFuture(serverEnd, sentWhileItRan);
    clock.sawPast(serverEnd, time.nanoTime());

    assertThat(clock.since(serverEnd, time.nanoTime()))
        .isBetween(Duration.ZERO, Duration.ofSeconds(2));
  }

  @Test
  void theNewestWordCountsWhenAClockWasSet() {
    ServerClock clock = new ServerClock(time);
    clock.sawPast(time.now().plus(Duration.ofHours(1)), time.nanoTime());

    Instant end = time.now().minusSeconds(1);
    clock.sawFuture(end, time.nanoTime());

    assertThat(clock.since(end, time.nanoTime())).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, 3600})
  void settingOurWallClockChangesNoWait(long seconds) {
    SimulatedServer server = new SimulatedServer(time);
    server.start(1, "docs", Duration.ofSeconds(100));
    AwaitOptions options = AwaitOptions.builder().timeout(Duration.ofSeconds(300)).build();
    var ending = server.engine().awaitAsync(AwaitTarget.job(1), options);
    time.advance(Duration.ofSeconds(50));

    time.setWallClock(Duration.ofSeconds(seconds));
    server.clockAhead = Duration.ofSeconds(-seconds);
    time.advance(Duration.ofSeconds(60));

    assertThat(ending).isCompleted();
    assertThat(ending.join().waited()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(104));
    assertThat(ending.join().detectionDelay()).isEqualTo(ending.join().waited().minusSeconds(100));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -60, -3600, 3600})
  void aJobOfOurOwnIsAsYoungAsItIsWhateverTheServersClockShows(long secondsAhead) {
    SimulatedServer server = new SimulatedServer(time);
    server.clockAhead = Duration.ofSeconds(secondsAhead);
    JobHandle handle =
        new JobHandle(
            1, CollectionName.parse("docs"), time.now(), time.now().plusSeconds(600), false);
    server.start(1, "docs", Duration.ofSeconds(2));
    var wait = server.engine().awaitAsync(handle, AwaitOptions.defaults());
    time.advance(Duration.ofSeconds(20));

    assertThat(wait.join().waited()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_500));
  }
}
