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

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of the connector, the same keys in every engine: of a Spark catalog {@code
 * spark.sql.catalog.<name>.<key>}, of a Spark session {@code spark.milvus.<key>}, of a Flink
 * catalog or module {@code '<key>' = '...'}.
 */
public enum ConnectorOption {
  /** Where Milvus listens. */
  URI(
      "uri",
      null,
      "Where Milvus listens: http://host:port, https://host, or host:port, with an optional"
          + " /database"),
  /** The secret itself. */
  TOKEN("token", null, "API key or user:password; prefer token-env or token-file"),
  /** A file with the secret. */
  TOKEN_FILE("token-file", null, "A file that holds the token; read at every call"),
  /** A variable with the secret. */
  TOKEN_ENV("token-env", null, "The environment variable that holds the token"),
  /** A user. */
  USERNAME("username", null, "The user; needs password"),
  /** The user's password. */
  PASSWORD("password", null, "The password of username"),
  /** The database. */
  DATABASE("database", null, "The database; the path of the uri or the server's default if unset"),
  /** Whom to trust. */
  TLS_CA_CERT("tls.ca-cert", null, "PEM file of the certificates to trust; unset: the JVM's"),
  /** Our certificate. */
  TLS_CLIENT_CERT("tls.client-cert", null, "PEM file of our certificate; needs tls.client-key"),
  /** Our key. */
  TLS_CLIENT_KEY("tls.client-key", null, "PEM file of our private key, PKCS#8"),
  /** The expected name. */
  TLS_SERVER_NAME(
      "tls.server-name", null, "The name in the server's certificate; unset: the host of the uri"),
  /** The deadline of a call. */
  RPC_TIMEOUT("rpc-timeout", "15s", "The deadline of one call, above zero"),
  /** The deadline of a wait. */
  AWAIT_TIMEOUT("await.timeout", "1h", "How long a wait may take in all; 0 looks once"),
  /** The allowance for an absent server. */
  AWAIT_UNREACHABLE_TIMEOUT(
      "await.unreachable-timeout",
      "5m",
      "How long a wait bears a server that gives no good answer; 0: not at all"),
  /** The suspicion of a job that does not move. */
  AWAIT_STALL_TIMEOUT(
      "await.stall-timeout",
      "30m",
      "How long a job may show no change before it is suspected to have stalled"),
  /** The suspicion of a job that does not begin. */
  AWAIT_PENDING_TIMEOUT(
      "await.pending-timeout",
      "10m",
      "How long a job may be pending before it is suspected to have stalled"),
  /** What a suspicion leads to. */
  AWAIT_FAIL_WHEN_STALLED(
      "await.fail-when-stalled", "false", "Whether that ends a wait; else it is logged");

  private final String key;
  private final @Nullable String defaultText;
  private final String description;

  ConnectorOption(String key, @Nullable String defaultText, String description) {
    this.key = key;
    this.defaultText = defaultText;
    this.description = description;
  }

  /**
   * Returns the key: dots nest, dashes join.
   *
   * @return the key, lower case
   */
  public String key() {
    return key;
  }

  /**
   * Returns the default as documentation shows it.
   *
   * @return the text; empty if the option is unset by default
   */
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  /**
   * Returns what the option means.
   *
   * @return one phrase without a full stop
   */
  public String description() {
    return description;
  }

  /**
   * Tells whether the value is a secret that must not be shown.
   *
   * @return true for token and password
   */
  public boolean isSecret() {
    return this == TOKEN || this == PASSWORD;
  }
}
