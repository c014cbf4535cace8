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

import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.core.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says of options, errors and routines is what the code says. */
class ReadmeTest {

  private final List<String> lines;

  ReadmeTest() throws Exception {
    lines = Files.readAllLines(Path.of("..", "README.md"));
  }

  private List<String> rowsOfTableWith(String firstCellPattern) {
    return lines.stream()
        .filter(line -> line.matches("\\| `" + firstCellPattern + "` \\|.*"))
        .toList();
  }

  @Test
  void listsEveryOptionAsItIs() {
    List<String> expected =
        Stream.of(ConnectorOption.values())
            .map(
                option ->
                    "| `%s` | %s | %s |"
                        .formatted(
                            option.key(), option.defaultText().orElse(""), option.description())
                        .replace("|  |", "| |"))
            .toList();

    assertThat(rowsOfTableWith("[a-z.-]+").stream().filter(row -> !row.contains("_")).toList())
        .containsAll(expected);
    assertThat(lines.stream().filter(expected::contains)).containsExactlyElementsOf(expected);
  }

  @Test
  void listsEveryErrorWithItsAdvice() {
    assertThat(rowsOfTableWith("[A-Z_]+"))
        .hasSameSizeAs(ErrorCode.values())
        .zipSatisfy(
            List.of(ErrorCode.values()),
            (row, code) ->
                assertThat(row)
                    .startsWith("| `" + code + "` |")
                    .endsWith("| " + code.advice() + " |"));
  }

  @Test
  void listsEveryProcedureWithItsArguments() {
    for (Routine routine : Routine.values()) {
      String row = rowsOfTableWith(routine.procedureName()).get(0);
      assertThat(row.split("\\|")[2].replaceAll("\\([^)]*\\)", "").replaceAll("[`\\s]", ""))
          .isEqualTo(
              routine.arguments().stream().map(Argument::name).collect(Collectors.joining(",")));
    }
  }

  @Test
  void explainsEveryOutcome() {
    assertThat(lines.stream().filter(line -> line.matches("- `[A-Z_]+`: .*")))
        .map(line -> line.split("`", 3)[1])
        .containsExactly(
            Stream.of(AwaitOutcome.values()).map(AwaitOutcome::name).toArray(String[]::new));
  }

  @Test
  void explainsEveryChoice() {
    List<String> words =
        Stream.<Enum<?>[]>of(IfRunning.values(), Readiness.values())
            .flatMap(Stream::of)
            .map(word -> word.name().toLowerCase(Locale.ROOT))
            .toList();
    assertThat(lines.stream().filter(line -> line.matches("- `[a-z]+`: .*")))
        .map(line -> line.split("`", 3)[1])
        .containsExactlyElementsOf(words);
  }

  @Test
  void listsTheColumnsInOrder() {
    String text = String.join(" ", lines);
    int at = 0;
    for (Column column : Columns.JOB) {
      int found = text.indexOf("`" + column.name() + " " + column.type() + "`", at);
      assertThat(found).as(column.name()).isGreaterThan(at);
      at = found;
    }
  }
}
