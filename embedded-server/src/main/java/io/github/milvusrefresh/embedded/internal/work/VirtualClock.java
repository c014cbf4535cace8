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
package io.github.milvusrefresh.embedded.internal.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A clock that stands still until it is told to go on. Thread-safe. */
public final class VirtualClock implements InstantSource {

  private Instant now;

  public VirtualClock(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Lets time pass, stopping at each moment at which the engine has something to do. */
  public void advance(Duration time, RefreshEngine engine) {
    Instant end = instant().plus(time);
    Optional<Instant> due = engine.runDue();
    while (due.isPresent() && !due.get().isAfter(end)) {
      set(due.get());
      due = engine.runDue();
    }
    set(end);
  }

  private synchronized void set(Instant instant) {
    now = instant;
  }
}
