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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a Milvus server. Immutable, serializable, equal by value; {@code toString} shows no
 * secret. All checks happen in {@link Builder#build()}; nothing is dialled.
 */
public final class ConnectionOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The deadline of a call unless told otherwise, that of the official Node client: 15 s. */
  public static final Duration DEFAULT_RPC_TIMEOUT = Duration.ofSeconds(15);

  private final MilvusAddress address;
  private final Credentials credentials;
  private final @Nullable String database;
  private final TlsOptions tls;
  private final Duration rpcTimeout;

  private ConnectionOptions(Builder builder) {
    this.address = MilvusAddress.parse(builder.uri);
    this.credentials = builder.credentials;
    this.tls = builder.tls;
    this.rpcTimeout = builder.rpcTimeout;
    this.database = databaseOf(address, builder.database);
    rejectTlsOverPlaintext();
  }

  private static @Nullable String databaseOf(MilvusAddress address, @Nullable String option) {
    String path = address.database();
    if (path != null && option != null && !path.equals(option)) {
      throw new InvalidArgumentException(
          "database",
          option,
          "the same as the path of the uri, '" + path + "', or only one of them");
    }
    return option != null ? option : path;
  }

  private void rejectTlsOverPlaintext() {
    String tlsOption = tls.firstSet();
    if (tlsOption != null && address.isPlaintext()) {
      throw InvalidArgumentException.of(
          tlsOption,
          "Option '"
              + tlsOption
              + "' contradicts the uri, which starts with "
              + address.scheme()
              + "://: expected https://, or no option of TLS.");
    }
  }

  /**
   * Starts from the one option that is required.
   *
   * @param uri {@code http://host:port}, {@code https://host[:port]}, {@code tcp://host:port} or
   *     {@code host:port}, each with an optional {@code /database}; default port 443 for https,
   *     else 19530
   * @return a builder with no credentials, the server's default database, and 15 s a call
   */
  public static Builder builder(String uri) {
    return new Builder(requireNonNull(uri, "uri"));
  }

  /**
   * Returns the host.
   *
   * @return name or address
   */
  public String host() {
    return address.host();
  }

  /**
   * Returns the port.
   *
   * @return 1 to 65535
   */
  public int port() {
    return address.port();
  }

  /**
   * Tells whether the connection is encrypted: by {@code https://}, or by a TLS option with a bare
   * {@code host:port}.
   *
   * @return true for TLS
   */
  public boolean usesTls() {
    return address.isTls() || tls.firstSet() != null;
  }

  /**
   * Returns how to speak TLS.
   *
   * @return the options, empty ones if none were given
   */
  public TlsOptions tls() {
    return tls;
  }

  /**
   * Returns who we are.
   *
   * @return the credentials or a reference to them
   */
  public Credentials credentials() {
    return credentials;
  }

  /**
   * Returns the database, sent as header and as field.
   *
   * @return its name; empty for the server's default
   */
  public Optional<String> database() {
    return Optional.ofNullable(database);
  }

  /**
   * Returns the deadline of a call that names none of its own.
   *
   * @return above zero, default {@link #DEFAULT_RPC_TIMEOUT}
   */
  public Duration rpcTimeout() {
    return rpcTimeout;
  }

  /**
   * Returns host and port as messages show them.
   *
   * @return {@code host:port}
   */
  public String address() {
    return address.host() + ":" + address.port();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConnectionOptions that
        && address.equals(that.address)
        && credentials.equals(that.credentials)
        && Objects.equals(database, that.database)
        && tls.equals(that.tls)
        && rpcTimeout.equals(that.rpcTimeout);
  }

  @Override
  public int hashCode() {
    return Objects.hash(address, credentials, database, tls, rpcTimeout);
  }

  @Override
  public String toString() {
    return "ConnectionOptions[%s, %s, database=%s, credentials=%s, rpcTimeout=%s]"
        .formatted(address(), usesTls() ? "TLS" : "plaintext", database, credentials, rpcTimeout);
  }

  /** Collects the options; not thread-safe. */
  public static final class Builder {

    private final String uri;
    private Credentials credentials = new Credentials.None();
    private @Nullable String database;
    private TlsOptions tls = TlsOptions.none();
    private Duration rpcTimeout = DEFAULT_RPC_TIMEOUT;

    private Builder(String uri) {
      this.uri = uri;
    }

    /**
     * Sets who we are.
     *
     * @param newCredentials default {@link Credentials.None}
     * @return this
     */
    public Builder credentials(Credentials newCredentials) {
      this.credentials = requireNonNull(newCredentials, "credentials");
      return this;
    }

    /**
     * Sets the database.
     *
     * @param newDatabase not blank; must equal the path of the URI if that has one
     * @return this
     */
    public Builder database(String newDatabase) {
      if (newDatabase.isBlank()) {
        throw new InvalidArgumentException("database", newDatabase, "the name of a database");
      }
      this.database = newDatabase;
      return this;
    }

    /**
     * Sets how to speak TLS.
     *
     * @param newTls default {@link TlsOptions#none()}
     * @return this
     */
    public Builder tls(TlsOptions newTls) {
      this.tls = requireNonNull(newTls, "tls");
      return this;
    }

    /**
     * Sets the deadline of a call that names none of its own.
     *
     * @param newRpcTimeout above zero
     * @return this
     */
    public Builder rpcTimeout(Duration newRpcTimeout) {
      if (newRpcTimeout.isZero() || newRpcTimeout.isNegative()) {
        throw new InvalidArgumentException("rpc-timeout", newRpcTimeout, "a duration above zero");
      }
      this.rpcTimeout = newRpcTimeout;
      return this;
    }

    /**
     * Checks the options against each other.
     *
     * @return the options
     * @throws InvalidArgumentException if one is wrong or two contradict; names it
     */
    public ConnectionOptions build() {
      return new ConnectionOptions(this);
    }
  }
}
