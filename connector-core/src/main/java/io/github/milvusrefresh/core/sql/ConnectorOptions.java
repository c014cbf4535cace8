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

import static io.github.milvusrefresh.core.sql.ConnectorOption.AWAIT_FAIL_WHEN_STALLED;
import static io.github.milvusrefresh.core.sql.ConnectorOption.AWAIT_PENDING_TIMEOUT;
import static io.github.milvusrefresh.core.sql.ConnectorOption.AWAIT_STALL_TIMEOUT;
import static io.github.milvusrefresh.core.sql.ConnectorOption.AWAIT_TIMEOUT;
import static io.github.milvusrefresh.core.sql.ConnectorOption.AWAIT_UNREACHABLE_TIMEOUT;
import static io.github.milvusrefresh.core.sql.ConnectorOption.DATABASE;
import static io.github.milvusrefresh.core.sql.ConnectorOption.PASSWORD;
import static io.github.milvusrefresh.core.sql.ConnectorOption.RPC_TIMEOUT;
import static io.github.milvusrefresh.core.sql.ConnectorOption.TLS_CA_CERT;
import static io.github.milvusrefresh.core.sql.ConnectorOption.TLS_CLIENT_CERT;
import static io.github.milvusrefresh.core.sql.ConnectorOption.TLS_CLIENT_KEY;
import static io.github.milvusrefresh.core.sql.ConnectorOption.TLS_SERVER_NAME;
import static io.github.milvusrefresh.core.sql.ConnectorOption.TOKEN;
import static io.github.milvusrefresh.core.sql.ConnectorOption.TOKEN_ENV;
import static io.github.milvusrefresh.core.sql.ConnectorOption.TOKEN_FILE;
import static io.github.milvusrefresh.core.sql.ConnectorOption.URI;
import static io.github.milvusrefresh.core.sql.ConnectorOption.USERNAME;

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.Credentials;
import io.github.milvusrefresh.core.TlsOptions;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of a catalog, module or session, read. Serializable and equal by value.
 *
 * @param connection how to reach the server
 * @param await how to wait, unless a call says otherwise
 */
public record ConnectorOptions(ConnectionOptions connection, AwaitOptions await)
    implements Serializable {

  /**
   * Reads options by their keys.
   *
   * @param options key to value; keys in lower case, see {@link ConnectorOption}
   * @return the options
   * @throws InvalidArgumentException if one is unknown, missing, wrong, or contradicts another
   */
  public static ConnectorOptions of(Map<String, String> options) {
    Map<ConnectorOption, String> values = new EnumMap<>(ConnectorOption.class);
    options.forEach((key, value) -> values.put(known(key), value));
    return new ConnectorOptions(connection(values), await(values));
  }

  private static ConnectorOption known(String key) {
    return Arrays.stream(ConnectorOption.values())
        .filter(option -> option.key().equals(key))
        .findFirst()
        .orElseThrow(() -> unknown(key));
  }

  private static InvalidArgumentException unknown(String key) {
    String keys =
        Arrays.stream(ConnectorOption.values())
            .map(ConnectorOption::key)
            .collect(Collectors.joining(", "));
    return InvalidArgumentException.of(
        key, "There is no option '" + key + "': expected one of " + keys + ".");
  }

  private static ConnectionOptions connection(Map<ConnectorOption, String> values) {
    String uri = values.get(URI);
    if (uri == null || uri.isBlank()) {
      throw InvalidArgumentException.of(
          "uri", "Option 'uri' is missing: expected where Milvus listens, http://host:19530.");
    }
    ConnectionOptions.Builder builder =
        ConnectionOptions.builder(uri).credentials(credentials(values)).tls(tls(values));
    text(values, DATABASE).ifPresent(builder::database);
    duration(values, RPC_TIMEOUT).ifPresent(builder::rpcTimeout);
    return builder.build();
  }

  private static Credentials credentials(Map<ConnectorOption, String> values) {
    List<ConnectorOption> given =
        Stream.of(TOKEN, TOKEN_FILE, TOKEN_ENV, USERNAME).filter(values::containsKey).toList();
    if (given.size() > 1) {
      throw InvalidArgumentException.of(
          given.get(1).key(),
          "Options '%s' and '%s' are both set: expected one way to authenticate."
              .formatted(given.get(0).key(), given.get(1).key()));
    }
    if (values.containsKey(USERNAME) != values.containsKey(PASSWORD)) {
      ConnectorOption missing = values.containsKey(USERNAME) ? PASSWORD : USERNAME;
      throw InvalidArgumentException.of(
          missing.key(),
          "Option '" + missing.key() + "' is missing: username and password go together.");
    }
    return given.isEmpty() ? new Credentials.None() : credentials(given.get(0), values);
  }

  private static Credentials credentials(ConnectorOption way, Map<ConnectorOption, String> values) {
    String value = required(values, way);
    return switch (way) {
      case TOKEN -> new Credentials.Token(value);
      case TOKEN_FILE -> new Credentials.TokenFile(value);
      case TOKEN_ENV -> new Credentials.TokenEnvironment(value);
      default -> new Credentials.UserPassword(value, required(values, PASSWORD));
    };
  }

  private static TlsOptions tls(Map<ConnectorOption, String> values) {
    return new TlsOptions(
        values.get(TLS_CA_CERT),
        values.get(TLS_CLIENT_CERT),
        values.get(TLS_CLIENT_KEY),
        values.get(TLS_SERVER_NAME));
  }

  private static AwaitOptions await(Map<ConnectorOption, String> values) {
    AwaitOptions.Builder options = AwaitOptions.builder();
    duration(values, AWAIT_TIMEOUT).ifPresent(options::timeout);
    duration(values, AWAIT_UNREACHABLE_TIMEOUT).ifPresent(options::unreachableTimeout);
    duration(values, AWAIT_STALL_TIMEOUT).ifPresent(options::stallTimeout);
    duration(values, AWAIT_PENDING_TIMEOUT).ifPresent(options::pendingTimeout);
    text(values, AWAIT_FAIL_WHEN_STALLED)
        .map(v -> Choices.truth(AWAIT_FAIL_WHEN_STALLED.key(), v))
        .ifPresent(options::failWhenStalled);
    return options.build();
  }

  private static Optional<Duration> duration(
      Map<ConnectorOption, String> values, ConnectorOption option) {
    return text(values, option).map(v -> Durations.parse(option.key(), v));
  }

  private static Optional<String> text(
      Map<ConnectorOption, String> values, ConnectorOption option) {
    return Optional.ofNullable(values.get(option));
  }

  private static String required(Map<ConnectorOption, String> values, ConnectorOption option) {
    return text(values, option).orElseThrow();
  }
}
