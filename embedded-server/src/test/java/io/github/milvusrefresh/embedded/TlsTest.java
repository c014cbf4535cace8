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
package io.github.milvusrefresh.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest extends ServerTest {

  @TempDir static Path certificates;
  private static Certificates server;

  @BeforeAll
  static void createCertificate() throws Exception {
    server = Certificates.create(certificates, "server");
  }

  @Test
  void servesOverTls() throws Exception {
    milvus = builder().start();
    client = Client.of("localhost", milvus.port(), trusting(server).build());

    assertThat(client.list("")).isEmpty();
    assertThat(milvus.uri()).isEqualTo("https://127.0.0.1:" + milvus.port());
  }

  @Test
  void doesNotServePlainText() {
    milvus = builder().start();
    client = Client.of("localhost", milvus.port(), InsecureChannelCredentials.create());

    assertThatThrownBy(() -> client.list("")).hasMessageStartingWith("UNAVAILABLE");
  }

  @Test
  void asksForAClientCertificate() throws Exception {
    Certificates known = Certificates.create(directory, "known");
    Certificates stranger = Certificates.create(directory, "stranger");
    milvus = builder().mutualTls(known.certificate()).start();

    client = clientShowing(known);
    assertThat(client.list("")).isEmpty();
    client.close();
    client = clientShowing(stranger);
    assertThatThrownBy(() -> client.list("")).hasMessageStartingWith("UNAVAILABLE");
    client.close();
    client = Client.of("localhost", milvus.port(), trusting(server).build());
    assertThatThrownBy(() -> client.list("")).hasMessageStartingWith("UNAVAILABLE");
  }

  @Test
  void saysWhichFilesItCannotRead() {
    Path missing = directory.resolve("missing.pem");

    assertThatThrownBy(() -> EmbeddedMilvus.builder().tls(missing, missing).start())
        .hasMessageStartingWith("Cannot read the TLS files: ")
        .hasMessageContaining(missing.toString());
  }

  @Test
  void saysWhenAFileIsNoCertificate() throws Exception {
    Path text = Files.writeString(directory.resolve("text.pem"), "hello");

    assertThatThrownBy(() -> EmbeddedMilvus.builder().tls(text, server.key()).start())
        .hasMessageStartingWith("The TLS files hold no certificate and key in PEM form: ");
  }

  private EmbeddedMilvus.Builder builder() {
    return EmbeddedMilvus.builder().virtualTime().tls(server.certificate(), server.key());
  }

  private Client clientShowing(Certificates own) throws IOException {
    TlsChannelCredentials.Builder credentials =
        trusting(server).keyManager(own.certificate().toFile(), own.key().toFile());
    return Client.of("localhost", milvus.port(), credentials.build());
  }

  private static TlsChannelCredentials.Builder trusting(Certificates authority) throws IOException {
    return TlsChannelCredentials.newBuilder().trustManager(authority.certificate().toFile());
  }
}
