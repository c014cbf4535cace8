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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobIdsTest {

  @Test
  void readsNumbersAndDigitsExactly() {
    long id = 465787408941891028L;
    assertThat(JobIds.parse("job_id", id)).isEqualTo(id);
    assertThat(JobIds.parse("job_id", "465787408941891028")).isEqualTo(id);
    assertThat(JobIds.parse("job_id", " 465787408941891028 ")).isEqualTo(id);
    assertThat(JobIds.parse("job_id", new StringBuilder("7"))).isEqualTo(7);
    assertThat(JobIds.parse("job_id", 7)).isEqualTo(7);
    assertThat(JobIds.parse("job_id", Long.toString(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
  }

  static Stream<Object> wrong() {
    return Stream.of(
        "job_12345",
        "",
        "0",
        "-5",
        0,
        -1L,
        "1.0",
        1.0d,
        "0x10",
        "9223372036854775808",
        "12 34",
        "465787408941891028L",
        true,
        "１２");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesTheRestAndNamesTheArgument(Object value) {
    assertThatThrownBy(() -> JobIds.parse("job_id", value))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'job_id' is '"
                + value
                + "': expected a whole number above 0, or its decimal digits as text, such as"
                + " 465787408941891028.");
  }

  @Test
  void saysThatItIsMissing() {
    assertThatThrownBy(() -> JobIds.parse("job_id", null))
        .hasMessageStartingWith(
            "[INVALID_ARGUMENT] Argument 'job_id' is missing: expected a whole");
  }
}
