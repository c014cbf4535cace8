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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a connection cannot be made names itself. */
class ConnectTroubleTest {

  @TempDir private Path directory;

  private static UnreachableException trouble(ConnectionOptions.Builder options) {
    try (RefreshClient client =
        RefreshClient.open(options.rpcTimeout(Duration.ofSeconds(5)).build())) {
      return catchThrowableOfType(UnreachableException.class, () -> client.progress(Jobs.ID));
    }
  }

  private static TlsOptions trusting(Certificates authority, String serverName) {
    return new TlsOptions(authority.certificate().toString(), null, null, serverName);
  }

  private Certificates server() throws Exception {
    return Certificates.selfSigned(directory, "server", "dns:milvus.example,ip:127.0.0.1");
  }

  private static EmbeddedMilvus.Builder tls(Certificates server) {
    return EmbeddedMilvus.builder().tls(server.certificate(), server.key());
  }

  @Test
  void aRefusedConnection() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    UnreachableException error = trouble(ConnectionOptions.builder("http://127.0.0.1:" + port));

    assertThat(error.unreachableCause()).isEqualTo(UnreachableCause.REFUSED);
    assertThat(error)
        .hasMessageContaining(
            "Milvus at 127.0.0.1:" + port + " gave no answer: the connection was");
  }

  @Test
  void aNameWithoutAnAddress() {
    UnreachableException error = trouble(ConnectionOptions.builder("http://no-such-host.invalid"));

    assertThat(error.unreachableCause()).isEqualTo(UnreachableCause.NAME_NOT_FOUND);
    assertThat(error).hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void tlsToAPlaintextServer() {
    try (EmbeddedMilvus server = EmbeddedMilvus.start()) {
      UnreachableException error =
          trouble(ConnectionOptions.builder("https://127.0.0.1:" + server.port()));

      assertThat(error.unreachableCause()).isEqualTo(UnreachableCause.TLS_MISMATCH);
      assertThat(error).hasMessageContaining("check http:// against https://");
    }
  }

  @Test
  void plaintextToATlsServer() throws Exception {
    try (EmbeddedMilvus server = tls(server()).start()) {
      UnreachableException error =
          trouble(ConnectionOptions.builder("http://127.0.0.1:" + server.port()));

      assertThat(error.unreachableCause()).isEqualTo(UnreachableCause.TLS_MISMATCH);
      assertThat(error).hasMessageContaining("check http:// against https://");
    }
  }

  @Test
  void aServerThatClosesEveryConnectionSpeaksNoTls() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      Thread closing =
          new Thread(
              () -> {
                try {
                  while (true) {
                    socket.accept().close();
                  }
                } catch (IOException e) {
                  // The test ended.
                }
              });
      closing.start();

      UnreachableException error =
          trouble(ConnectionOptions.builder("http://127.0.0.1:" + socket.getLocalPort()));

      assertThat(error.unreachableCause()).isEqualTo(UnreachableCause.RESET);
    }
  }

  @Test
  void anUntrustedCertificate() throws Exception {
    try (EmbeddedMilvus server = tls(server()).start()) {
      UnreachableException error =
          trouble(ConnectionOptions.builder("https://127.0.0.1:" + server.port()));

      assertThat(error.unreachableCause()).isEqualTo(UnreachableCause.CERTIFICATE);
      assertThat(error).hasMessageContaining("check tls.ca-cert");
    }
  }

  @Test
  void aCertificateForAnotherName() throws Exception {
    Certificates server = server();
    try (EmbeddedMilvus milvus = tls(server).start()) {
      UnreachableException error =
          trouble(
              ConnectionOptions.builder("https://127.0.0.1:" + milvus.port())
                  .tls(trusting(server, "other.example")));

      assertThat(error.unreachableCause()).isEqualTo(UnreachableCause.CERTIFICATE);
    }
  }

  @Test
  void aTrustedCertificateForTheNameThatWasGiven() throws Exception {
    Certificates server = server();
    try (EmbeddedMilvus milvus = tls(server).start();
        RefreshClient client =
            RefreshClient.open(
                ConnectionOptions.builder("https://127.0.0.1:" + milvus.port())
                    .tls(trusting(server, "milvus.example"))
                    .build())) {
      assertThat(client.jobs()).isEmpty();
    }
  }

  @Test
  void mutualTlsWithAndWithoutOurCertificate() throws Exception {
    Certificates server = server();
    Certificates ours = Certificates.selfSigned(directory, "client", "dns:client");
    try (EmbeddedMilvus milvus = tls(server).mutualTls(ours.certificate()).start()) {
      ConnectionOptions.Builder without =
          ConnectionOptions.builder("https://127.0.0.1:" + milvus.port())
              .tls(trusting(server, null));
      TlsOptions both =
          new TlsOptions(
              server.certificate().toString(),
              ours.certificate().toString(),
              ours.key().toString(),
              null);

      assertThat(trouble(without)).hasMessageContaining("[MILVUS_UNREACHABLE]");
      try (RefreshClient client =
          RefreshClient.open(
              ConnectionOptions.builder("https://127.0.0.1:" + milvus.port()).tls(both).build())) {
        assertThat(client.jobs()).isEmpty();
      }
    }
  }

  @Test
  void aServerThatAcceptsAndSaysNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      try (RefreshClient client =
          RefreshClient.open(
              ConnectionOptions.builder("http://127.0.0.1:" + silent.getLocalPort())
                  .rpcTimeout(Duration.ofMillis(500))
                  .build())) {
        UnreachableException error =
            catchThrowableOfType(UnreachableException.class, () -> client.progress(Jobs.ID));

        assertThat(error.unreachableCause()).isEqualTo(UnreachableCause.DEADLINE);
      }
    }
  }
}
