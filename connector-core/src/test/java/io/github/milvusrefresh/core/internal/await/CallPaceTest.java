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

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Twenty calls a second, and fewer when the server says so. */
class CallPaceTest {

  /** Shortly before the monotonic clock overflows. */
  private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

  private final CallPace pace = new CallPace(now);

  private void advance(Duration duration) {
    now += duration.toNanos();
  }

  private int takeAll() {
    int taken = 0;
    while (pace.take(now)) {
      taken++;
    }
    return taken;
  }

  @Test
  void aSecondsWorthAtOnceAndThenOneEveryFiftyMilliseconds() {
    assertThat(takeAll()).isEqualTo(20);
    advance(Duration.ofMillis(49));
    assertThat(takeAll()).isZero();
    advance(Duration.ofMillis(1));
    assertThat(takeAll()).isEqualTo(1);
    advance(Duration.ofSeconds(10));
    assertThat(takeAll()).as("what was not used is gone").isEqualTo(20);
  }

  @Test
  void saysWhenTheNextIsFree() {
    takeAll();
    assertThat(pace.freeAt() - now).isEqualTo(Duration.ofMillis(50).toNanos());
    now = pace.freeAt();
    assertThat(pace.take(now)).isTrue();
  }

  @Test
  void everyRateLimitDoublesThePausesUpToSixteenTimesForHalfAMinute() {
    for (int expected : new int[] {2, 4, 8, 16, 16}) {
      pace.slowDown(now);
      assertThat(pace.stretch(now)).isEqualTo(expected);
    }
    advance(Duration.ofSeconds(30));
    assertThat(pace.stretch(now)).isEqualTo(16);
    advance(Duration.ofMillis(1));
    assertThat(pace.stretch(now)).isEqualTo(1);
  }
}
