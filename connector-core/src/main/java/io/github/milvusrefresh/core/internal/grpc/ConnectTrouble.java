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

import io.github.milvusrefresh.core.error.UnreachableCause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection failed. gRPC calls it all UNAVAILABLE; the cause is in the chain of exceptions,
 * or for lack of one in the text.
 */
final class ConnectTrouble {

  private static final List<String> TRANSPORT_TEXTS =
      List.of(
          "rst_stream", "goaway", "http/2", "end of stream", "connection", "transport", "frame");

  /** What the transport says of a connection that was closed before the first frame. */
  private static final String SILENT_END = "End of stream";

  private ConnectTrouble() {}

  static UnreachableCause cause(Throwable error, String text) {
    if (has(error, UnknownHostException.class) || text.contains("Unable to resolve host")) {
      return UnreachableCause.NAME_NOT_FOUND;
    }
    if (has(error, ConnectException.class)) {
      return UnreachableCause.REFUSED;
    }
    if (has(error, SSLException.class)) {
      return isCertificate(error) ? UnreachableCause.CERTIFICATE : UnreachableCause.TLS_MISMATCH;
    }
    return UnreachableCause.RESET;
  }

  private static boolean isCertificate(Throwable error) {
    return has(error, CertificateException.class)
        || has(error, SSLPeerUnverifiedException.class)
        || chain(error)
            .map(e -> String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT))
            .anyMatch(m -> m.contains("certificate") || m.contains("hostname"));
  }

  static boolean isTransport(Throwable error, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return has(error, IOException.class) || TRANSPORT_TEXTS.stream().anyMatch(lower::contains);
  }

  /** Tells whether the peer closed the connection before it said anything. */
  static boolean isSilentEnd(UnreachableCause cause, String detail) {
    return cause == UnreachableCause.RESET && detail.contains(SILENT_END);
  }

  /** The innermost text: the outer ones say only "io exception". */
  static String detail(Throwable error, String text) {
    return chain(error)
        .skip(1)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .reduce((first, second) -> second)
        .map(Redaction::text)
        .orElse(text);
  }

  /** The outermost exception of the JDK; those of the transport must not leave this package. */
  static @Nullable Throwable jdkCause(Throwable error) {
    return chain(error)
        .filter(e -> e.getClass().getName().startsWith("java"))
        .filter(
            e -> chain(e).allMatch(c -> c.getClass().getName().matches("(java|javax|sun)\\..*")))
        .findFirst()
        .orElse(null);
  }

  private static boolean has(Throwable error, Class<? extends Throwable> type) {
    return chain(error).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> chain(Throwable error) {
    return Stream.iterate(error, e -> e != null, Throwable::getCause);
  }
}
