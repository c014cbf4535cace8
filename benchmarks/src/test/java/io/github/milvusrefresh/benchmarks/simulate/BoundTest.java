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
package io.github.milvusrefresh.benchmarks.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundTest {

  /** (integral of sqrt(s) over survivals s from 0 to 1)^2 / 2 = (2/3)^2 / 2. */
  @ParameterizedTest
  @ValueSource(doubles = {3, 3600})
  void ofUniformLengthsHasAClosedForm(double typical) {
    assertThat(Bound.of(new Lengths.Uniform(typical)))
        .isCloseTo(2.0 / 9 * typical, within(1e-3 * typical));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.098", "0.2, 0.186"})
  void ofLogNormalLengthsIsAsComputedElsewhere(double sigma, double perTypical) {
    assertThat(Bound.of(new Lengths.LogNormal(300, sigma)))
        .isCloseTo(perTypical * 300, within(0.0006 * 300));
  }

  /** A schedule made for lengths that are known exactly comes near, and no nearer than 1. */
  @Test
  void isReachedByTheScheduleThatItIsDerivedFrom() {
    Lengths lengths = new Lengths.Uniform(300);
    Policy best =
        Policy.of(
            "best",
            "knows the lengths",
            (polls, elapsed, random) ->
                elapsed < 150 ? 150 + random.nextDouble() - elapsed : Math.sqrt(450 - elapsed) / 4);
    double timesBound = Cell.run(new Simulation(20_000), best, lengths).timesBound();
    assertThat(timesBound).isBetween(1.0, 1.06);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5})
  void drawsAreAsDenseAsTheySay(double sigma) {
    for (Lengths lengths :
        new Lengths[] {new Lengths.Uniform(30), new Lengths.LogNormal(30, sigma)}) {
      SplittableRandom random = new SplittableRandom(1);
      int draws = 100_000;
      int inside = 0;
      for (int i = 0; i < draws; i++) {
        double length = lengths.draw(random);
        inside += length >= 30 && length < 33 ? 1 : 0;
      }
      double expected = 0;
      for (double length = 30.005; length < 33; length += 0.01) {
        expected += 0.01 * lengths.density(length);
      }
      assertThat((double) inside / draws).isCloseTo(expected, within(0.006));
    }
  }
}
