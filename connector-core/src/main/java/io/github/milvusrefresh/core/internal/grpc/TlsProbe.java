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
package io.github.milvusrefresh.core.internal.grpc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a server that closed our plaintext connection without a word speaks TLS: such a
 * server says nothing that would tell it from one that is shutting down. Asks once; nothing is sent
 * but the start of a handshake.
 */
final class TlsProbe {

  private static final int PATIENCE_MILLIS = 1000;

  private final String host;
  private final int port;
  private @Nullable Boolean found;

  TlsProbe(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Blocks for a second at most the first time; then says the same again. */
  synchronized boolean findsTls() {
    if (found == null) {
      found = probe();
    }
    return found;
  }

  private boolean probe() {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      plain.setSoTimeout(PATIENCE_MILLIS);
      handshake(plain);
      return true;
    } catch (IOException e) {
      // Only who speaks TLS shows a certificate, be it one that we do not trust.
      return Stream.<Throwable>iterate(e, c -> c != null, Throwable::getCause)
          .anyMatch(CertificateException.class::isInstance);
    }
  }

  private void handshake(Socket plain) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, false)) {
      socket.startHandshake();
    }
  }
}
