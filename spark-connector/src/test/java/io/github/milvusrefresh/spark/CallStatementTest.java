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
package io.github.milvusrefresh.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallStatementTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL a.b.c(1)",
        "call a.b.c(1)",
        "\n\tCall\ra . b\n.c (1)",
        "--x\nCALL a.b.c(1)",
        "CALL--x\na.b.c(1)",
        "/**/CALL/*/**/*/a/*(*/./***/b.c/*--*/(1)",
        "CALL `a`.`b`.`c`(1)"
      })
  void isReadWhateverStandsBetweenItsWords(String text) {
    assertThat(CallStatement.read(text)).contains(new CallStatement(List.of("a", "b", "c"), "(1)"));
  }

  @Test
  void namesMayBeQuoted() {
    assertThat(CallStatement.read("CALL `a.b`.`c``d`.`e(`.``````(1)").orElseThrow().name())
        .containsExactly("a.b", "c`d", "e(", "``");
  }

  @Test
  void argumentsAreLeftAsWritten() {
    assertThat(CallStatement.read("CALL a('b)', /* ( */ c => \"d\"); -- e").orElseThrow())
        .isEqualTo(new CallStatement(List.of("a"), "('b)', /* ( */ c => \"d\"); -- e"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "SELECT 1",
        "CALLS a(1)",
        "CALL",
        "CALL a",
        "CALL a.(1)",
        "CALL .a(1)",
        "CALL (1)",
        "CALL 'a'(1)",
        "CALL a-b(1)",
        "CALL `a(1)",
        "CALL `a``(1)",
        "/* CALL a(1)",
        "/* /* */ CALL a(1)",
        "-- CALL a(1)",
        "/* CALL a(1) */",
        "/*/ CALL a(1)",
        "*/ CALL a(1)",
        "- CALL a(1)",
        "`CALL` a(1)",
        "EXPLAIN CALL a(1)"
      })
  void whateverElseIsNoCall(String text) {
    assertThat(CallStatement.read(text)).isEmpty();
  }
}
