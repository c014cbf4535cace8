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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollScheduleTest {

  private static final Duration MIN = Duration.ofMillis(250);
  private static final Duration MAX = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource({"PT0S, PT0.25S", "PT1S, PT0.3S", "PT100S, PT3S", "PT3600S, PT10S", "P30D, PT10S"})
  void unknownLengthsArePolledByTheRootOfTheElapsedTime(Duration elapsed, Duration expected) {
    assertThat(PollSchedule.blind(elapsed, MIN, MAX)).isEqualTo(expected);
    assertThat(interval(new JobOutlook(elapsed, 0, elapsed, false, false, null)))
        .isEqualTo(expected);
  }

  @Test
  void aJobAboutToBeAppliedIsPolledFastForHalfAMinute() {
    Duration elapsed = Duration.ofSeconds(100);
    assertThat(interval(new JobOutlook(elapsed, 99, Duration.ZERO, false, false, null)))
        .hasMillis(500);
    assertThat(interval(new JobOutlook(elapsed, 99, Duration.ofSeconds(30), false, false, null)))
        .hasSeconds(3);
  }

  @Test
  void indexingAndStalledJobsArePolledSlowly() {
    Duration elapsed = Duration.ofSeconds(100);
    assertThat(interval(new JobOutlook(elapsed, 95, elapsed, true, false, null))).hasSeconds(5);
    assertThat(interval(new JobOutlook(elapsed, 95, elapsed, true, true, null))).hasSeconds(10);
  }

  private static Duration interval(JobOutlook outlook) {
    return PollSchedule.interval(outlook, MIN, MAX);
  }
}
