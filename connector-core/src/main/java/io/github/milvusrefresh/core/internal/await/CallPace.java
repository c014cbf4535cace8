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

import java.time.Duration;

/**
 * How many polls a server gets from this process: 20 a second at most, with a second's worth at
 * once, and less for 30 s after it answered that its rate limit is exceeded: every such answer
 * doubles the pause between polls, up to 16 times (AWAIT.md, section 2). Not thread-safe.
 */
final class CallPace {

  private static final long GAP = Duration.ofSeconds(1).toNanos() / 20;
  private static final long BURST = Duration.ofSeconds(1).toNanos();
  private static final long SLOW_FOR = Duration.ofSeconds(30).toNanos();
  private static final int MAX_STRETCH = 16;

  /** When all calls made so far are paid for, one gap each. */
  private long paidAt;

  private int stretch = 1;
  private long slowSince;

  CallPace(long now) {
    this.paidAt = now;
  }

  /** Takes leave for one call; false if it is not yet due. */
  boolean take(long now) {
    if (paidAt - now > 0 && freeAt() - now > 0) {
      return false;
    }
    paidAt = (paidAt - now > 0 ? paidAt : now) + GAP * stretch(now);
    return true;
  }

  /** When the next call may be made; in the past if at once. */
  long freeAt() {
    return paidAt - BURST + GAP;
  }

  /** The server asked for less. */
  void slowDown(long now) {
    stretch = Math.min(MAX_STRETCH, 2 * stretch(now));
    slowSince = now;
  }

  /** By how much every pause between polls grows at present, 1 to 16. */
  int stretch(long now) {
    if (stretch > 1 && now - slowSince > SLOW_FOR) {
      stretch = 1;
    }
    return stretch;
  }
}
