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
package io.github.milvusrefresh.embedded.internal.model;

import java.time.InstantSource;

/**
 * Hands out ids as Milvus does: the milliseconds of the clock shifted left by 18 bits, far above
 * 2^53, increasing. Thread-safe.
 */
public final class IdAllocator {

  private static final int LOGICAL_BITS = 18;

  private final InstantSource clock;
  private long last;

  public IdAllocator(InstantSource clock, long largestUsed) {
    this.clock = clock;
    this.last = largestUsed;
  }

  /** Makes an id the next, unless larger ones are in use. */
  public synchronized void skipTo(long id) {
    if (id <= last || id < clock.millis() << LOGICAL_BITS) {
      throw new IllegalArgumentException(
          "The next id must be above %d, not %d."
              .formatted(Math.max(last, (clock.millis() << LOGICAL_BITS) - 1), id));
    }
    last = id - 1;
  }

  public synchronized long next() {
    last = Math.max(last + 1, clock.millis() << LOGICAL_BITS);
    return last;
  }
}
