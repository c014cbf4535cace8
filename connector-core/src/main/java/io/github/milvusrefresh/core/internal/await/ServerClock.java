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
import java.time.Instant;

/**
 * What the server's clock shows at an instant of our monotonic one. Milvus never tells its time,
 * but its answers confine it: the start of a job is past when we read of it, and the end of a job
 * lies after the sending of a poll that saw it run. Within these bounds our own wall clock is
 * believed, as read once; where it is outside, the nearest bound. Not thread-safe.
 */
final class ServerClock {

  private static final long UNBOUNDED = Long.MAX_VALUE / 4;

  /** Wall clock minus monotonic clock; may wrap, as only differences to it are used. */
  private final long offset;

  private long minSkew = -UNBOUNDED;
  private long maxSkew = UNBOUNDED;

  ServerClock(Scheduler scheduler) {
    this.offset = nanos(scheduler.now()) - scheduler.nanoTime();
  }

  /** Learns that the server's time had come when our clock showed the given nanoseconds. */
  void sawPast(Instant serverTime, long nanoTime) {
    minSkew = Math.max(minSkew, nanos(serverTime) - (nanoTime + offset));
    // The clock of one side was set meanwhile: the newest word counts.
    maxSkew = Math.max(maxSkew, minSkew);
  }

  /** Learns that the server's time was still to come when our clock showed the nanoseconds. */
  void sawFuture(Instant serverTime, long nanoTime) {
    maxSkew = Math.min(maxSkew, nanos(serverTime) - (nanoTime + offset));
    minSkew = Math.min(minSkew, maxSkew);
  }

  /** How long ago a time of the server was, at the given nanoseconds; never negative. */
  Duration since(Instant serverTime, long nanoTime) {
    long skew = Math.max(minSkew, Math.min(0, maxSkew));
    return Duration.ofNanos(Math.max(0, nanoTime + offset + skew - nanos(serverTime)));
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
