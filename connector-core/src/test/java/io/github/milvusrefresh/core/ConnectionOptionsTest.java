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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:29530,localhost,29530,false,",
    "http://localhost,localhost,19530,false,",
    "https://milvus.example,milvus.example,443,true,",
    "https://milvus.example:19530,milvus.example,19530,true,",
    "tcp://127.0.0.1:1,127.0.0.1,1,false,",
    "localhost:29530,localhost,29530,false,",
    "localhost,localhost,19530,false,",
    "HTTPS://Milvus.example/db,Milvus.example,443,true,db",
    "http://localhost:19530/db/,localhost,19530,false,db",
    "localhost:19530/db,localhost,19530,false,db",
    "http://[::1]:19530,[::1],19530,false,"
  })
  void readsUris(String uri, String host, int port, boolean tls, String database) {
    ConnectionOptions options = ConnectionOptions.builder(uri).build();

    assertThat(options.host()).isEqualTo(host);
    assertThat(options.port()).isEqualTo(port);
    assertThat(options.usesTls()).isEqualTo(tls);
    assertThat(options.database().orElse(null)).isEqualTo(database);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unix:///var/run/milvus.sock", "ftp://host", "http://", "http://host:99999", "./milvus.db",
        "http://host/a/b", "http://host?x=1", "https://my-global-cluster.example", "http://ho st",
            ""
      })
  void refusesOtherUrisAndNamesTheOption(String uri) {
    assertThatThrownBy(() -> ConnectionOptions.builder(uri).build())
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("'uri'")
        .hasMessageContaining("expected");
  }

  @Test
  void refusesCredentialsInTheUriWithoutRepeatingThem() {
    assertThatThrownBy(() -> ConnectionOptions.builder("http://root:s3cret@localhost").build())
        .hasMessageContaining("holds credentials: expected them in token")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> ConnectionOptions.builder("http://root:s3 cret@localhost").build())
        .hasMessageNotContaining("cret");
  }

  @Test
  void databaseAndPathMustAgree() {
    assertThat(ConnectionOptions.builder("http://h/db").database("db").build().database())
        .hasValue("db");
    assertThatThrownBy(() -> ConnectionOptions.builder("http://h/db").database("other").build())
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'database' is 'other': expected the same as the path of"
                + " the uri, 'db', or only one of them.");
  }

  @Test
  void tlsOptionsContradictPlaintext(@TempDir Path directory) throws Exception {
    String ca = Files.createFile(directory.resolve("ca.pem")).toString();
    TlsOptions tls = new TlsOptions(ca, null, null, null);

    assertThat(ConnectionOptions.builder("localhost:1").tls(tls).build().usesTls()).isTrue();
    assertThatThrownBy(() -> ConnectionOptions.builder("http://h").tls(tls).build())
        .hasMessage(
            "[INVALID_ARGUMENT] Option 'tls.ca-cert' contradicts the uri, which starts with"
                + " http://: expected https://, or no option of TLS.");
  }

  @Test
  void tlsOptionsMustBeWholeAndReadable(@TempDir Path directory) throws Exception {
    String pem = Files.createFile(directory.resolve("x.pem")).toString();

    assertThatThrownBy(() -> new TlsOptions(null, pem, null, null))
        .hasMessageContaining("'tls.client-key' is missing");
    assertThatThrownBy(() -> new TlsOptions(null, null, pem, null))
        .hasMessageContaining("'tls.client-cert' is missing");
    assertThatThrownBy(() -> new TlsOptions("/no/such.pem", null, null, null))
        .hasMessageContaining("'tls.ca-cert' is '/no/such.pem': expected a readable PEM file");
  }

  @Test
  void aFileWithoutCertificatesIsNamedWhenTheClientOpens(@TempDir Path directory) throws Exception {
    String pem = Files.writeString(directory.resolve("x.pem"), "nothing").toString();
    ConnectionOptions options =
        ConnectionOptions.builder("https://h").tls(new TlsOptions(pem, null, null, null)).build();

    assertThatThrownBy(() -> RefreshClient.open(options))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("'tls.ca-cert'")
        .hasMessageContaining("a PEM file of X.509 certificates");
  }

  @Test
  void showsNoSecret() {
    for (Credentials credentials :
        new Credentials[] {
          new Credentials.Token("s3cret"), new Credentials.UserPassword("root", "s3cret")
        }) {
      ConnectionOptions options =
          ConnectionOptions.builder("http://h").credentials(credentials).build();
      assertThat(options.toString()).contains("h:19530").doesNotContain("s3cret");
    }
  }

  @Test
  void readsTokensByReference(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("token"), " s3cret\n");

    assertThat(new Credentials.TokenFile(file.toString()).resolve()).hasValue("s3cret");
    Files.writeString(file, "rotated");
    assertThat(new Credentials.TokenFile(file.toString()).resolve()).hasValue("rotated");
    assertThatThrownBy(() -> new Credentials.TokenFile("/no/such").resolve())
        .hasMessageContaining("'token-file' is '/no/such': expected a readable file");
    assertThatThrownBy(() -> new Credentials.TokenEnvironment("NO_SUCH_VARIABLE").resolve())
        .hasMessageContaining("'token-env' is 'NO_SUCH_VARIABLE': expected a place that holds a");
  }

  @Test
  void refusesWrongValues() {
    assertThatThrownBy(() -> new Credentials.Token(" ")).hasMessageContaining("'token' is blank");
    assertThatThrownBy(() -> new Credentials.UserPassword("a:b", "s3cret"))
        .hasMessageContaining("'username' is 'a:b': expected a name without a colon")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> ConnectionOptions.builder("h").rpcTimeout(Duration.ZERO))
        .hasMessageContaining("'rpc-timeout' is 'PT0S': expected a duration above zero");
  }
}
