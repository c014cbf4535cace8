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
package io.github.milvusrefresh.core.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "90s,PT1M30S",
    "30m,PT30M",
    "30 min,PT30M",
    "PT1H,PT1H",
    "pt1h,PT1H",
    "1.5h,PT1H30M",
    "250ms,PT0.25S",
    "2 days,PT48H",
    "45,PT45S",
    "0,PT0S",
    "0.5,PT0.5S"
  })
  void readsTexts(String text, Duration expected) {
    assertThat(Durations.parse("timeout", text)).isEqualTo(expected);
  }

  @Test
  void readsNumbersAsSeconds() {
    assertThat(Durations.parse("timeout", 90)).isEqualTo(Duration.ofSeconds(90));
    assertThat(Durations.parse("timeout", 90L)).isEqualTo(Duration.ofSeconds(90));
    assertThat(Durations.parse("timeout", new BigDecimal("1.5"))).hasMillis(1500);
    assertThat(Durations.parse("timeout", 1.5d)).hasMillis(1500);
    assertThat(Durations.parse("timeout", Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-5s",
        "5 parsecs",
        "PT-1H",
        "1h30",
        "99999999999999999",
        "999999999999 d"
      })
  void refusesTheRestAndSaysWhatWouldBeRight(String text) {
    assertThatThrownBy(() -> Durations.parse("timeout", text))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("[INVALID_ARGUMENT] Argument 'timeout' is '" + text.toLowerCase())
        .hasMessageContaining("expected a duration such as '90s', '30m', 'PT1H', or a number of");
  }

  @Test
  void refusesNegativesAndTruthValues() {
    for (Object value : new Object[] {-1, Duration.ofSeconds(-1), true}) {
      assertThatThrownBy(() -> Durations.parse("timeout", value))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageContaining("'timeout'");
    }
  }
}
