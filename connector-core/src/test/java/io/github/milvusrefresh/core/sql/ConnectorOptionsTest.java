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

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.Credentials;
import io.github.milvusrefresh.core.TlsOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorOptionsTest {

  private static final String URI = "http://localhost:19530";

  @Test
  void theUriAloneLeavesTheDefaults() {
    ConnectorOptions options = ConnectorOptions.of(Map.of("uri", URI));

    assertThat(options.connection()).isEqualTo(ConnectionOptions.builder(URI).build());
    assertThat(options.await()).isEqualTo(AwaitOptions.defaults());
  }

  @Test
  void documentedDefaultsAreTheRealOnes() {
    ConnectorOptions defaults = ConnectorOptions.of(Map.of("uri", URI));
    Arrays.stream(ConnectorOption.values())
        .filter(option -> option.defaultText().isPresent())
        .forEach(
            option ->
                assertThat(
                        ConnectorOptions.of(
                            Map.of("uri", URI, option.key(), option.defaultText().get())))
                    .as(option.key())
                    .isEqualTo(defaults));
  }

  @Test
  void everyKeyIsRead(@TempDir Path directory) throws Exception {
    String pem = Files.createFile(directory.resolve("x.pem")).toString();
    ConnectorOptions options =
        ConnectorOptions.of(
            Map.ofEntries(
                Map.entry("uri", "https://milvus.example"),
                Map.entry("username", "root"),
                Map.entry("password", "Milvus"),
                Map.entry("database", "db"),
                Map.entry("tls.ca-cert", pem),
                Map.entry("tls.client-cert", pem),
                Map.entry("tls.client-key", pem),
                Map.entry("tls.server-name", "other"),
                Map.entry("rpc-timeout", "3s"),
                Map.entry("await.timeout", "10m"),
                Map.entry("await.unreachable-timeout", "20s"),
                Map.entry("await.stall-timeout", "2h"),
                Map.entry("await.pending-timeout", "5m"),
                Map.entry("await.fail-when-stalled", "TRUE")));

    ConnectionOptions connection = options.connection();
    assertThat(connection.port()).isEqualTo(443);
    assertThat(connection.usesTls()).isTrue();
    assertThat(connection.credentials()).isEqualTo(new Credentials.UserPassword("root", "Milvus"));
    assertThat(connection.database()).hasValue("db");
    assertThat(connection.tls()).isEqualTo(new TlsOptions(pem, pem, pem, "other"));
    assertThat(connection.rpcTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.await().timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(options.await().unreachableTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(options.await().stallTimeout()).isEqualTo(Duration.ofHours(2));
    assertThat(options.await().pendingTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(options.await().failWhenStalled()).isTrue();
  }

  @Test
  void readsEachWayToAuthenticate() {
    assertThat(credentials(Map.of("token", "t"))).isEqualTo(new Credentials.Token("t"));
    assertThat(credentials(Map.of("token-file", "/f"))).isEqualTo(new Credentials.TokenFile("/f"));
    assertThat(credentials(Map.of("token-env", "V")))
        .isEqualTo(new Credentials.TokenEnvironment("V"));
    assertThat(credentials(Map.of())).isEqualTo(new Credentials.None());
  }

  private static Credentials credentials(Map<String, String> options) {
    Map<String, String> all = new java.util.HashMap<>(options);
    all.put("uri", URI);
    return ConnectorOptions.of(all).connection().credentials();
  }

  @Test
  void namesWhatIsMissingUnknownOrContradicting() {
    assertThatThrownBy(() -> ConnectorOptions.of(Map.of()))
        .hasMessage(
            "[INVALID_ARGUMENT] Option 'uri' is missing: expected where Milvus listens,"
                + " http://host:19530.");
    assertThatThrownBy(() -> ConnectorOptions.of(Map.of("uri", URI, "url", "x")))
        .hasMessageStartingWith(
            "[INVALID_ARGUMENT] There is no option 'url': expected one of uri, token, token-file,");
    assertThatThrownBy(() -> credentials(Map.of("username", "root")))
        .hasMessage(
            "[INVALID_ARGUMENT] Option 'password' is missing: username and password go together.");
    assertThatThrownBy(() -> credentials(Map.of("token", "s3cret", "token-env", "V")))
        .hasMessage(
            "[INVALID_ARGUMENT] Options 'token' and 'token-env' are both set: expected one way to"
                + " authenticate.");
    assertThatThrownBy(() -> ConnectorOptions.of(Map.of("uri", URI, "await.timeout", "soon")))
        .hasMessageContaining("'await.timeout' is 'soon'");
    assertThatThrownBy(
            () -> ConnectorOptions.of(Map.of("uri", URI, "await.fail-when-stalled", "maybe")))
        .hasMessageContaining("'await.fail-when-stalled' is 'maybe': expected true or false");
  }
}
