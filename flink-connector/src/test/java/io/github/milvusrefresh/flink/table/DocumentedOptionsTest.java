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
package io.github.milvusrefresh.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Test;

/** What docs/flink.md says of options is what Flink is told. */
class DocumentedOptionsTest {

  private static String row(ConfigOption<?> option) {
    return "| `%s` | %s | %s | String | %s |"
        .formatted(
            option.key(),
            MilvusRefreshOptions.required().contains(option) ? "required" : "optional",
            option.hasDefaultValue() ? option.defaultValue() : "(none)",
            new HtmlFormatter().format(option.description()));
  }

  @Test
  void theTablesHaveAllOptions() throws Exception {
    List<String> rows =
        Files.readAllLines(Path.of("..", "docs", "flink.md")).stream()
            .filter(line -> line.matches("\\| `\\S+` \\| (required|optional) \\|.*"))
            .toList();
    Stream<ConfigOption<?>> options =
        Stream.of(
                MilvusRefreshOptions.required(),
                MilvusRefreshOptions.optional(),
                GateOptions.ALL,
                Set.<ConfigOption<?>>of(
                    RefreshJobsTableOptions.COLLECTION,
                    RefreshJobsTableOptions.SCAN_MODE,
                    RefreshJobsTableOptions.POLL_INTERVAL))
            .flatMap(Set::stream);
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(options.map(DocumentedOptionsTest::row).toList());
  }
}
