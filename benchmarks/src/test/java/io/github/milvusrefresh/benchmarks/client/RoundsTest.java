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
package io.github.milvusrefresh.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

  @Test
  void givesTheMeanOfTheRatiosWithItsError() {
    Rounds rounds =
        new Rounds(
            "blocking", List.of(new Round(90, 100), new Round(95, 100), new Round(1_000, 1_000)));

    // Standard deviation 0.05, over the root of 3, times 4.303 for 2 degrees of freedom.
    assertThat(rounds.figures())
        .map(Object::toString)
        .containsExactly(
            "figure: client.blocking.rate = 395 calls/s",
            "figure: client.blocking.raw-rate = 400 calls/s",
            "figure: client.blocking.times-raw = 0.950 x",
            "figure: client.blocking.times-raw-error = 0.124 x");
  }
}
