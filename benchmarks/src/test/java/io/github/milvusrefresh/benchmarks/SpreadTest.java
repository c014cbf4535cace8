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
package io.github.milvusrefresh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void isTheMedianAndTheQuartiles() {
    assertThat(Spread.of(DoubleStream.of(5, 1, 100, 2, 3)).figures("spark.4.2.query", "ms"))
        .map(Object::toString)
        .containsExactly(
            "figure: spark.4.2.query = 3 ms",
            "figure: spark.4.2.query-low = 2 ms",
            "figure: spark.4.2.query-high = 5 ms");
  }

  @Test
  void liesBetweenTheTwoInTheMiddle() {
    assertThat(Spread.of(DoubleStream.of(4, 1, 3, 2))).isEqualTo(new Spread(1.75, 2.5, 3.25));
  }
}
