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

import io.github.milvusrefresh.core.sql.ConnectorOption;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

class MilvusRefreshOptionsTest {

  @Test
  void declaresEveryOptionOfCore() {
    assertThat(
            Stream.concat(
                    MilvusRefreshOptions.required().stream(),
                    MilvusRefreshOptions.optional().stream())
                .map(ConfigOption::key))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ConnectorOption.values()).map(ConnectorOption::key).toList());
  }

  @Test
  void requiresTheUriAlone() {
    assertThat(MilvusRefreshOptions.required())
        .extracting(ConfigOption::key)
        .containsExactly("uri");
  }

  @Test
  void declaresTheDefaultsOfCore() {
    assertThat(MilvusRefreshOptions.optional())
        .filteredOn(ConfigOption::hasDefaultValue)
        .extracting(ConfigOption::key, ConfigOption::defaultValue)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ConnectorOption.values())
                .filter(option -> option.defaultText().isPresent())
                .map(
                    option ->
                        org.assertj.core.groups.Tuple.tuple(
                            option.key(), option.defaultText().get()))
                .toList());
  }

  @Test
  void leavesFlinksOwnOptionsToFlink() {
    ConnectorOptions options =
        MilvusRefreshOptions.read(
            Map.of("uri", "http://h:1", "property-version", "1", "await.timeout", "90s"));
    assertThat(options.connection().address()).isEqualTo("h:1");
    assertThat(options.await().timeout()).isEqualTo(Duration.ofSeconds(90));
  }
}
