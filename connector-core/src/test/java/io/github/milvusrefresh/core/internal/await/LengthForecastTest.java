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
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthForecastTest {

  private static final Percentage EXACTLY = Percentage.withPercentage(1e-9);

  @Test
  void takesTwoJobs() {
    assertThat(LengthForecast.of(List.of())).isEmpty();
    assertThat(LengthForecast.of(List.of(Duration.ofSeconds(1)))).isEmpty();
    assertThat(LengthForecast.of(List.of(Duration.ofSeconds(1), Duration.ofSeconds(4))))
        .hasValueSatisfying(it -> assertThat(it.median()).isCloseTo(2, EXACTLY));
  }

  @Test
  void countsTheUncertaintyOfTheMeanToTheSpread() {
    LengthForecast forecast = forecast(100, 200, 400);
    double squares = 2 * Math.log(2) * Math.log(2);
    assertThat(forecast.median()).isCloseTo(200, EXACTLY);
    assertThat(forecast.spread())
        .isCloseTo(Math.sqrt((2 * 0.15 * 0.15 + squares) / 4 * 4 / 3), EXACTLY);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 100})
  void equalLengthsDoNotMakeItCertain(int jobs) {
    LengthForecast forecast =
        LengthForecast.of(Stream.generate(() -> Duration.ofSeconds(60)).limit(jobs).toList())
            .orElseThrow();
    assertThat(forecast.median()).isCloseTo(60, EXACTLY);
    assertThat(forecast.spread()).isBetween(0.02, 0.15);
  }

  @Test
  void isTheSameInAnyUnitAndOrder() {
    LengthForecast seconds = forecast(3, 4, 7);
    LengthForecast minutes = forecast(420, 180, 240);
    assertThat(minutes.median()).isCloseTo(60 * seconds.median(), EXACTLY);
    assertThat(minutes.spread()).isCloseTo(seconds.spread(), EXACTLY);
  }

  @Test
  void lengthsOfZeroAreTakenAsAMillisecond() {
    assertThat(forecast(0, 0).median()).isCloseTo(0.001, EXACTLY);
  }

  @Test
  void theOddsAreEvenAtTheMedianAndGrowWithTime() {
    LengthForecast forecast = forecast(90, 100, 110);
    assertThat(forecast.oddsOfEnd(forecast.median())).isCloseTo(1, EXACTLY);
    assertThat(forecast.oddsOfEnd(0)).isZero();
    double spread = forecast.spread();
    double later = forecast.median() * Math.exp(spread);
    assertThat(forecast.oddsOfEnd(later)).isCloseTo(Math.exp(2), within(1e-9));
    assertThat(forecast.secondsAt(Math.exp(2))).isCloseTo(later, EXACTLY);
  }

  private static LengthForecast forecast(long... seconds) {
    return LengthForecast.of(LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList())
        .orElseThrow();
  }
}
