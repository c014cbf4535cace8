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
package io.github.milvusrefresh.examples;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code ./quickstart} tells a program, as {@code key=value} arguments. The token comes by the
 * environment, where no process list shows it.
 *
 * @param values the values by key
 */
public record QuickstartOptions(Map<String, String> values) {

  /** The environment variable that holds the token; not set for a server that asks for none. */
  public static final String TOKEN_VARIABLE = "MILVUS_TOKEN";

  /**
   * Reads the arguments of a program.
   *
   * @param arguments each {@code key=value}
   * @return the options
   */
  public static QuickstartOptions of(String[] arguments) {
    return new QuickstartOptions(
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1])));
  }

  /**
   * Returns where Milvus listens.
   *
   * @return the URI
   */
  public String uri() {
    return required("uri");
  }

  /**
   * Returns the collection to refresh.
   *
   * @return its name
   */
  public String collection() {
    return required("collection");
  }

  /**
   * Returns the directory that holds the files.
   *
   * @return a path; empty if the collection exists already, with a source of its own
   */
  public Optional<String> source() {
    return Optional.ofNullable(values.get("source"));
  }

  /**
   * Tells whether the server wants a token.
   *
   * @return true if the environment holds one
   */
  public boolean hasToken() {
    return System.getenv(TOKEN_VARIABLE) != null;
  }

  private String required(String key) {
    return Optional.ofNullable(values.get(key)).orElseThrow();
  }
}
