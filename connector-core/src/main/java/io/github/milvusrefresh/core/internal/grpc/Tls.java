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

import io.github.milvusrefresh.core.TlsOptions;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Reads the PEM files of the TLS options, so that a wrong one is named before anything is sent. */
final class Tls {

  private Tls() {}

  static ChannelCredentials credentials(TlsOptions options) {
    TlsChannelCredentials.Builder builder = TlsChannelCredentials.newBuilder();
    String caCert = options.caCert();
    String clientCert = options.clientCert();
    String clientKey = options.clientKey();
    try {
      if (caCert != null) {
        requireCertificates("tls.ca-cert", caCert);
        builder.trustManager(new File(caCert));
      }
      if (clientCert != null && clientKey != null) {
        requireCertificates("tls.client-cert", clientCert);
        requireKey(clientKey);
        builder.keyManager(new File(clientCert), new File(clientKey));
      }
      return builder.build();
    } catch (IOException e) {
      throw InvalidArgumentException.of(
          "tls", "A PEM file cannot be read: " + e.getMessage() + ".");
    }
  }

  private static void requireCertificates(String option, String file) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        throw notCertificates(option, file);
      }
    } catch (CertificateException e) {
      throw notCertificates(option, file);
    }
  }

  private static InvalidArgumentException notCertificates(String option, String file) {
    return new InvalidArgumentException(option, file, "a PEM file of X.509 certificates");
  }

  private static void requireKey(String file) throws IOException {
    if (!Files.readString(Path.of(file)).contains("-----BEGIN PRIVATE KEY-----")) {
      throw new InvalidArgumentException(
          "tls.client-key", file, "a PEM file of a PKCS#8 private key, not encrypted");
    }
  }
}
