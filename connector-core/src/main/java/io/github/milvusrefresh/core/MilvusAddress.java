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
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where Milvus listens, as read from a URI.
 *
 * <p>Forms: {@code http://host:port}, {@code https://host}, {@code tcp://host}, {@code host:port},
 * each with an optional {@code /database}. Without a port, https means 443 and everything else
 * 19530, as pymilvus and the Go client have it (MILVUS-CLIENTS.md, section 1).
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param scheme {@code http}, {@code https}, {@code tcp}; null for the bare form
 * @param database the path; null if there is none
 */
record MilvusAddress(String host, int port, @Nullable String scheme, @Nullable String database)
    implements Serializable {

  private static final String FORMS =
      "http://host:port, https://host[:port], tcp://host:port or host:port, each with an optional"
          + " /database";
  private static final int MILVUS_PORT = 19530;
  private static final int HTTPS_PORT = 443;

  static MilvusAddress parse(String text) {
    String uriText = text.strip();
    boolean bare = !uriText.contains("://");
    URI uri = toUri(bare ? "tcp://" + uriText : uriText);
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https") && !scheme.equals("tcp")) {
      throw new InvalidArgumentException("uri", text, FORMS);
    }
    rejectForeignParts(uri, uriText);
    return new MilvusAddress(
        uri.getHost(), portOf(uri, scheme, text), bare ? null : scheme, databaseOf(uri, text));
  }

  private static URI toUri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // Neither the text nor the cause is shown: it may hold credentials in a form we cannot read.
      throw InvalidArgumentException.of("uri", "Option 'uri' is no URI: expected " + FORMS + ".");
    }
  }

  private static void rejectForeignParts(URI uri, String text) {
    if (text.contains("@")) {
      throw InvalidArgumentException.of(
          "uri",
          "Option 'uri' holds credentials: expected them in token, token-file, token-env, or"
              + " username and password.");
    }
    if (uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new InvalidArgumentException("uri", text, FORMS);
    }
    if (uri.getHost().contains("global-cluster")) {
      throw new InvalidArgumentException(
          "uri", text, "the endpoint of one cluster: global clusters are not supported");
    }
  }

  private static int portOf(URI uri, String scheme, String text) {
    if (uri.getPort() == -1) {
      return scheme.equals("https") ? HTTPS_PORT : MILVUS_PORT;
    }
    if (uri.getPort() < 1 || uri.getPort() > 65535) {
      throw new InvalidArgumentException("uri", text, "a port from 1 to 65535");
    }
    return uri.getPort();
  }

  private static @Nullable String databaseOf(URI uri, String text) {
    String path = uri.getPath().replaceAll("^/|/$", "");
    if (path.contains("/")) {
      throw new InvalidArgumentException("uri", text, "one database in the path at most");
    }
    return path.isEmpty() ? null : path;
  }

  boolean isPlaintext() {
    return "http".equals(scheme) || "tcp".equals(scheme);
  }

  boolean isTls() {
    return "https".equals(scheme);
  }
}
