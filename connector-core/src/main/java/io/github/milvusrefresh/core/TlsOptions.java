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

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to speak TLS. All files are PEM; each is null if it is not used.
 *
 * @param caCert the certificates to trust; null for those of the JVM
 * @param clientCert our certificate chain, for mutual TLS; needs clientKey
 * @param clientKey our private key, PKCS#8; needs clientCert
 * @param serverName the name to expect in the server's certificate; null for the host of the URI
 */
public record TlsOptions(
    @Nullable String caCert,
    @Nullable String clientCert,
    @Nullable String clientKey,
    @Nullable String serverName)
    implements Serializable {

  private static final TlsOptions NONE = new TlsOptions(null, null, null, null);

  // Checks that the pair is whole and that the files can be read.
  public TlsOptions {
    if (clientCert != null && clientKey == null) {
      throw new InvalidArgumentException(
          "tls.client-key", null, "the key of tls.client-cert, both or neither");
    }
    if (clientKey != null && clientCert == null) {
      throw new InvalidArgumentException(
          "tls.client-cert", null, "the certificate of tls.client-key, both or neither");
    }
    requireReadable("tls.ca-cert", caCert);
    requireReadable("tls.client-cert", clientCert);
    requireReadable("tls.client-key", clientKey);
  }

  private static void requireReadable(String option, @Nullable String file) {
    if (file != null && !Files.isReadable(Path.of(file))) {
      throw new InvalidArgumentException(option, file, "a readable PEM file");
    }
  }

  /**
   * Returns the options that change nothing.
   *
   * @return no files and no name
   */
  public static TlsOptions none() {
    return NONE;
  }

  /** The option that makes TLS necessary; null if none is set. */
  @Nullable String firstSet() {
    if (caCert != null) {
      return "tls.ca-cert";
    }
    if (clientCert != null) {
      return "tls.client-cert";
    }
    return serverName != null ? "tls.server-name" : null;
  }
}
