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

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policies of others, against what renewal theory says of them. */
class SimulationTest {

  private static final Simulation SIMULATION = new Simulation(10_000);
  private static final Percentage NEARLY = Percentage.withPercentage(3);

  @ParameterizedTest
  @CsvSource({"fixed-1s, 1", "milvus-examples, 2", "fixed-30s, 30", "airflow-sensor, 60"})
  void aFixedIntervalIsLateByHalfOfItself(String key, double interval) {
    Measure measure = run(key, 3600);
    assertThat(measure.meanDelay()).isCloseTo(interval / 2, NEARLY);
    assertThat(measure.medianDelay()).isCloseTo(interval / 2, NEARLY);
    assertThat(measure.p99Delay()).isCloseTo(0.99 * interval, NEARLY);
    assertThat(measure.polls()).isCloseTo(3600 / interval + 1.5, NEARLY);
  }

  /** E[x^2] / (2 E[x]) of a uniform x up to the limit: a third, at two polls per limit. */
  @ParameterizedTest
  @CsvSource({"bigquery, 3", "gax, 45", "aws-rds, 120"})
  void fullJitterIsLateByAThirdOfTheLimit(String key, double limit) {
    Measure measure = run(key, 36_000);
    assertThat(measure.meanDelay()).isCloseTo(limit / 3, NEARLY);
    assertThat(measure.polls()).isCloseTo(36_000 / (limit / 2), NEARLY);
  }

  @ParameterizedTest
  @CsvSource({"databricks, 5.25, 10.5", "terraform, 5, 10"})
  void aBackoffIsLateByHalfOfItsLimit(String key, double delay, double interval) {
    Measure measure = run(key, 36_000);
    assertThat(measure.meanDelay()).isCloseTo(delay, NEARLY);
    assertThat(measure.polls()).isCloseTo(36_000 / interval, NEARLY);
  }

  /** As in the project's design: 14.9 s at 19 polls, 5.2 s at 34, 174 s at 4. */
  @ParameterizedTest
  @CsvSource({"gax, 15, 18.7", "databricks, 5.2, 34.3", "airflow-backoff, 174, 4.4"})
  void fiveMinutesAreAsComputedElsewhere(String key, double delay, double polls) {
    Measure measure = run(key, 300);
    assertThat(measure.meanDelay()).isCloseTo(delay, NEARLY);
    assertThat(measure.polls()).isCloseTo(polls, NEARLY);
  }

  @Test
  void aJobIsPolledAtOnceAndTheCallsBeforeCount() {
    Policy policy =
        new Policy("late", "polls once more", 0, 3, random -> (polls, elapsed, jitter) -> 1000);
    Measure measure = SIMULATION.run(policy, new Lengths.Uniform(300));
    assertThat(measure.polls()).isEqualTo(3 + 2);
    assertThat(measure.meanDelay()).isCloseTo(700, within(3.0));
  }

  @Test
  void runsAreRepeatable() {
    Lengths lengths = new Lengths.LogNormal(30, 0.2);
    assertThat(SIMULATION.run(OurPolicies.blind(), lengths))
        .isEqualTo(SIMULATION.run(OurPolicies.blind(), lengths));
  }

  private static Measure run(String key, double typical) {
    Policy policy =
        OtherPolicies.all().stream().filter(it -> it.key().equals(key)).findFirst().orElseThrow();
    return SIMULATION.run(policy, new Lengths.Uniform(typical));
  }
}
