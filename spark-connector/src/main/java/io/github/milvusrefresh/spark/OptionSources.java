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
package io.github.milvusrefresh.spark;

import static io.github.milvusrefresh.core.sql.ConnectorOption.PASSWORD;
import static io.github.milvusrefresh.core.sql.ConnectorOption.TOKEN;
import static io.github.milvusrefresh.core.sql.ConnectorOption.TOKEN_ENV;
import static io.github.milvusrefresh.core.sql.ConnectorOption.TOKEN_FILE;
import static io.github.milvusrefresh.core.sql.ConnectorOption.URI;
import static io.github.milvusrefresh.core.sql.ConnectorOption.USERNAME;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.ConnectorOption;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Where options come from, first found wins: a catalog or a reader, the session, the environment.
 * Immutable.
 *
 * <p>Credentials go together: a token of the session is not mixed with a user of the catalog.
 */
final class OptionSources {

  private static final Set<String> CREDENTIALS =
      Set.of(TOKEN.key(), TOKEN_FILE.key(), TOKEN_ENV.key(), USERNAME.key(), PASSWORD.key());
  private static final String SESSION_PREFIX = "spark.milvus.";

  private final String uriKeys;
  private final Map<String, String> given;

  private OptionSources(String uriKeys, Map<String, String> given) {
    this.uriKeys = uriKeys;
    this.given = given;
  }

  /** Session and environment only. */
  static OptionSources ofSession() {
    return new OptionSources("'spark.milvus.uri'", Map.of());
  }

  /** The options of a reader before those of session and environment. */
  static OptionSources ofReader(Map<String, String> options) {
    return new OptionSources("the option 'uri' or 'spark.milvus.uri'", Map.copyOf(options));
  }

  /** The options of a catalog before those of session and environment. */
  static OptionSources ofCatalog(String name, Map<String, String> options) {
    return new OptionSources(
        "'spark.sql.catalog." + name + ".uri' or 'spark.milvus.uri'", Map.copyOf(options));
  }

  /** The options of a catalog of a session, as they are now, before those of the session. */
  static OptionSources ofCatalog(SparkSession session, String name) {
    String prefix = "spark.sql.catalog." + name + ".";
    Map<String, String> options = new HashMap<>();
    for (ConnectorOption option : ConnectorOption.values()) {
      putIfSet(options, option, setting(session, prefix + option.key()));
    }
    return ofCatalog(name, options);
  }

  /**
   * Reads the options as they are now; nothing is dialled.
   *
   * @throws InvalidArgumentException if one is missing or wrong; names it
   */
  ConnectorOptions read(SparkSession session) {
    return ConnectorOptions.of(texts(session));
  }

  ConnectorOptions read(
      Function<String, @Nullable String> sessionConf,
      Function<String, @Nullable String> environment) {
    return ConnectorOptions.of(texts(sessionConf, environment));
  }

  /** The options as they are now, as written, secrets too. */
  Map<String, String> texts(SparkSession session) {
    return texts(key -> setting(session, key), System::getenv);
  }

  /** Not by getOption, which throws inside, and reads all of Spark's messages for that. */
  private static @Nullable String setting(SparkSession session, String key) {
    return session.conf().get(key, null);
  }

  private Map<String, String> texts(
      Function<String, @Nullable String> sessionConf,
      Function<String, @Nullable String> environment) {
    Map<String, String> options = new HashMap<>(given);
    addMissing(options, sessionOptions(sessionConf));
    addMissing(options, environmentOptions(environment));
    if (!options.containsKey(URI.key())) {
      throw InvalidArgumentException.of(
          URI.key(),
          "Where Milvus listens is not known: set %s to http://host:19530, or MILVUS_URI in the environment of the driver."
              .formatted(uriKeys));
    }
    return options;
  }

  private static Map<String, String> sessionOptions(Function<String, @Nullable String> conf) {
    Map<String, String> options = new HashMap<>();
    for (ConnectorOption option : ConnectorOption.values()) {
      putIfSet(options, option, conf.apply(SESSION_PREFIX + option.key()));
    }
    return options;
  }

  private static Map<String, String> environmentOptions(
      Function<String, @Nullable String> environment) {
    Map<String, String> options = new HashMap<>();
    putIfSet(options, URI, environment.apply("MILVUS_URI"));
    putIfSet(options, TOKEN, environment.apply("MILVUS_TOKEN"));
    return options;
  }

  private static void putIfSet(
      Map<String, String> options, ConnectorOption option, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      options.put(option.key(), value);
    }
  }

  private static void addMissing(Map<String, String> options, Map<String, String> more) {
    boolean authenticated = !Collections.disjoint(options.keySet(), CREDENTIALS);
    more.forEach(
        (key, value) -> {
          if (!authenticated || !CREDENTIALS.contains(key)) {
            options.putIfAbsent(key, value);
          }
        });
  }
}
