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
package io.github.milvusrefresh.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be asked of a wait. */
class AwaitOptionsTest {

  private static final Duration NEGATIVE = Duration.ofMillis(-1);

  private interface Setter
      extends BiFunction<AwaitOptions.Builder, Duration, AwaitOptions.Builder> {}

  private static Arguments setter(String name, Setter setter) {
    return Arguments.of(name, setter);
  }

  static Stream<Arguments> mayBeZero() {
    return Stream.of(
        setter("timeout", AwaitOptions.Builder::timeout),
        setter("unreachable_timeout", AwaitOptions.Builder::unreachableTimeout),
        setter("not_found_grace", AwaitOptions.Builder::notFoundGrace));
  }

  static Stream<Arguments> mustBePositive() {
    return Stream.of(
        setter("min_poll_interval", AwaitOptions.Builder::minPollInterval),
        setter("max_poll_interval", AwaitOptions.Builder::maxPollInterval),
        setter("stall_timeout", AwaitOptions.Builder::stallTimeout),
        setter("pending_timeout", AwaitOptions.Builder::pendingTimeout));
  }

  @ParameterizedTest
  @MethodSource({"mayBeZero", "mustBePositive"})
  void nothingIsNegative(String name, Setter setter) {
    assertThatThrownBy(() -> setter.apply(AwaitOptions.builder(), NEGATIVE).build())
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "[INVALID_ARGUMENT] Argument '"
                + name
                + "' is 'PT-0.001S': expected zero or a positive duration.");
  }

  @ParameterizedTest
  @MethodSource("mustBePositive")
  void pausesAndSuspicionsAreAboveZero(String name, Setter setter) {
    assertThatThrownBy(() -> setter.apply(AwaitOptions.builder(), Duration.ZERO).build())
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("'" + name + "' is 'PT0S': expected a duration above zero");
  }

  @ParameterizedTest
  @MethodSource("mayBeZero")
  void zeroIsAllowedWhereItMeansAtOnce(String name, Setter setter) {
    assertThat(setter.apply(AwaitOptions.builder(), Duration.ZERO).build()).isNotNull();
  }

  @Test
  void whatIsLongerThanAHundredYearsIsAHundredYears() {
    assertThat(AwaitOptions.builder().timeout(Duration.ofSeconds(Long.MAX_VALUE)).build().timeout())
        .isEqualTo(Duration.ofDays(36_500));
  }

  @Test
  void theLongestPauseIsAtLeastTheShortest() {
    assertThatThrownBy(() -> AwaitOptions.builder().maxPollInterval(Duration.ofMillis(100)).build())
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("expected at least min_poll_interval PT0.25S");
  }

  @Test
  void aCopyDiffersInWhatWasSetAlone() {
    AwaitOptions options =
        AwaitOptions.builder()
            .timeout(Duration.ofSeconds(1))
            .unreachableTimeout(Duration.ofSeconds(2))
            .notFoundGrace(Duration.ofSeconds(3))
            .minPollInterval(Duration.ofSeconds(4))
            .maxPollInterval(Duration.ofSeconds(5))
            .waitFor(Readiness.LOADED)
            .onFailure(OnFailure.RETURN)
            .stallTimeout(Duration.ofSeconds(6))
            .pendingTimeout(Duration.ofSeconds(7))
            .failWhenStalled(true)
            .build();

    assertThat(options.toBuilder().build()).isEqualTo(options).hasSameHashCodeAs(options);
    assertThat(options.toBuilder().timeout(Duration.ofSeconds(8)).build()).isNotEqualTo(options);
  }
}
