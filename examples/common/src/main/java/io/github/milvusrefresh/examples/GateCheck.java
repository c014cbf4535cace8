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
package io.github.milvusrefresh.examples;

import java.time.Instant;

/** What must be true for a gate to have held. The quickstart ends with an error otherwise. */
public final class GateCheck {

  private GateCheck() {}

  /**
   * Checks that nothing was read too early.
   *
   * @param completed when the refresh completed, by the server's clock, on this machine
   * @param read when the first read began
   * @throws IllegalStateException if the gate leaked
   */
  public static void readAfterCompletion(Instant completed, Instant read) {
    if (read.isBefore(completed)) {
      throw new IllegalStateException(
          "The gate did not hold: read at %s, completed at %s".formatted(read, completed));
    }
  }

  /**
   * Checks that all was read.
   *
   * @param expected the rows of the refreshed snapshot
   * @param read the rows that were read
   * @throws IllegalStateException if rows are missing, or there are too many
   */
  public static void rows(long expected, long read) {
    if (expected != read) {
      throw new IllegalStateException(
          "The gate did not hold: read %d rows of %d".formatted(read, expected));
    }
  }
}
