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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the schedule must not lose. The limits leave a few percent for the draw of the jobs. */
class OurPoliciesTest {

  private static final Simulation SIMULATION = new Simulation(5000);

  @ParameterizedTest
  @CsvSource({"3, 0.26, 11", "30, 0.83, 37", "300, 2.65, 117", "3600, 5.1, 480"})
  void theFirstJobOfACollection(double size, double delay, double polls) {
    Measure measure = SIMULATION.run(OurPolicies.blind(), new Lengths.Uniform(size));
    assertThat(measure.meanDelay()).isLessThan(delay);
    assertThat(measure.polls()).isLessThan(polls);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 0.1, 0.13, 9",
    "3, 0.2, 0.14, 11",
    "30, 0.1, 0.17, 28",
    "30, 0.2, 0.28, 31",
    "300, 0.1, 0.96, 45",
    "300, 0.2, 1.75, 48",
    "3600, 0.1, 2.35, 228",
    "3600, 0.2, 4.2, 235"
  })
  void aJobWithFiveEarlierOnes(double size, double sigma, double delay, double polls) {
    Cell cell = withHistory(size, size, sigma);
    assertThat(cell.measure().meanDelay()).isLessThan(delay);
    assertThat(cell.measure().polls()).isLessThan(polls);
    if (size > 3) {
      assertThat(cell.timesBound()).isLessThan(1.45);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 25", "30, 66", "300, 66", "3600, 66"})
  void aHistoryThatIsFiveTimesTooLong(double size, double worstDelay) {
    assertThat(withHistory(size, 5 * size, 0.2).measure().p99Delay()).isLessThan(worstDelay);
  }

  @ParameterizedTest
  @CsvSource({"3", "30", "300", "3600"})
  void aHistoryThatIsFiveTimesTooShortIsNearlyNone(double size) {
    Lengths lengths = new Lengths.LogNormal(size, 0.2);
    Measure blind = SIMULATION.run(OurPolicies.blind(), lengths);
    Measure misled = withHistory(size, size / 5, 0.2).measure();
    assertThat(misled.meanDelay()).isLessThan(1.1 * blind.meanDelay());
    assertThat(misled.polls()).isLessThan(1.6 * blind.polls());
  }

  private static Cell withHistory(double size, double earlier, double sigma) {
    Policy policy = OurPolicies.history("test", "in a test", new Lengths.LogNormal(earlier, sigma));
    return Cell.run(SIMULATION, policy, new Lengths.LogNormal(size, sigma));
  }
}
