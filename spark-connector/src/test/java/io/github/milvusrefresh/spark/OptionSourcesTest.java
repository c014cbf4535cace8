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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.Credentials;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.ConnectorOption;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionSourcesTest {

  private static final Map<String, String> NOTHING = Map.of();

  private static ConnectorOptions read(
      Map<String, String> catalog, Map<String, String> session, Map<String, String> environment) {
    return OptionSources.ofCatalog("milvus_refresh", catalog).read(session::get, environment::get);
  }

  @Test
  void theFirstThatSetsAnOptionWins() {
    Map<String, String> catalog = Map.of("uri", "http://catalog");
    Map<String, String> session =
        Map.of("spark.milvus.uri", "http://session", "spark.milvus.rpc-timeout", "3s");
    Map<String, String> environment = Map.of("MILVUS_URI", "http://environment");

    assertThat(read(catalog, session, environment).connection().host()).isEqualTo("catalog");
    assertThat(read(catalog, session, environment).connection().rpcTimeout())
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(read(NOTHING, session, environment).connection().host()).isEqualTo("session");
    assertThat(read(NOTHING, NOTHING, environment).connection().host()).isEqualTo("environment");
  }

  @Test
  void blankSettingsCountAsUnset() {
    Map<String, String> session = Map.of("spark.milvus.uri", " ");
    Map<String, String> environment = Map.of("MILVUS_URI", "http://environment");

    assertThat(read(NOTHING, session, environment).connection().host()).isEqualTo("environment");
  }

  @Test
  void credentialsAreNotMixed() {
    Map<String, String> catalog = Map.of("uri", "http://h", "username", "root", "password", "one");
    Map<String, String> session = Map.of("spark.milvus.token-env", "TOKEN");
    Map<String, String> environment = Map.of("MILVUS_TOKEN", "three");

    assertThat(read(catalog, session, environment).connection().credentials())
        .isEqualTo(new Credentials.UserPassword("root", "one"));
    assertThat(read(Map.of("uri", "http://h"), session, environment).connection().credentials())
        .isEqualTo(new Credentials.TokenEnvironment("TOKEN"));
    assertThat(read(Map.of("uri", "http://h"), NOTHING, environment).connection().credentials())
        .isEqualTo(new Credentials.Token("three"));
  }

  @ParameterizedTest
  @EnumSource
  void everyOptionCanComeFromTheSession(ConnectorOption option) {
    Map<String, String> asked = new HashMap<>();
    OptionSources.ofSession()
        .read(
            key -> {
              asked.put(key, key);
              return key.equals("spark.milvus.uri") ? "http://h" : null;
            },
            NOTHING::get);

    assertThat(asked).containsKey("spark.milvus." + option.key());
  }

  @Test
  void saysWhereTheAddressCanBeSet() {
    assertThatThrownBy(() -> read(NOTHING, NOTHING, NOTHING))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("set 'spark.sql.catalog.milvus_refresh.uri' or 'spark.milvus.uri'")
        .hasMessageContaining("MILVUS_URI");
  }

  @Test
  void refusesUnknownOptionsOfACatalog() {
    assertThatThrownBy(() -> read(Map.of("uri", "http://h", "tokn", "secret"), NOTHING, NOTHING))
        .hasMessageContaining("There is no option 'tokn'")
        .hasMessageNotContaining("secret");
  }
}
