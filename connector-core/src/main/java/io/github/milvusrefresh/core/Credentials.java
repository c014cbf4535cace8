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
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who we are to the server, or where to learn it. The forms that name a file or an environment
 * variable carry only that reference, so that a serialized plan or job graph holds no secret.
 * {@code toString} shows references and user names, never a secret.
 */
public sealed interface Credentials extends Serializable {

  /**
   * Returns the text that the {@code authorization} header encodes.
   *
   * @return a token or {@code user:password}; empty for no header
   * @throws InvalidArgumentException if a file or variable cannot be read
   */
  Optional<String> resolve();

  /** No credentials, for servers without authorization. */
  record None() implements Credentials {
    @Override
    public Optional<String> resolve() {
      return Optional.empty();
    }
  }

  /**
   * An API key, or {@code user:password} in one text.
   *
   * @param value the secret
   */
  record Token(String value) implements Credentials {

    // Checks that there is a token.
    public Token {
      if (requireNonNull(value, "value").isBlank()) {
        throw InvalidArgumentException.of(
            "token", "Option 'token' is blank: expected an API key or user:password.");
      }
    }

    @Override
    public Optional<String> resolve() {
      return Optional.of(value);
    }

    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  /**
   * A user with a password.
   *
   * @param username the user, without a colon
   * @param password the secret
   */
  record UserPassword(String username, String password) implements Credentials {

    // Checks that the server can split the pair again, at its first colon.
    public UserPassword {
      requireNonNull(password, "password");
      if (username.isBlank() || username.contains(":")) {
        throw new InvalidArgumentException("username", username, "a name without a colon");
      }
    }

    @Override
    public Optional<String> resolve() {
      return Optional.of(username + ":" + password);
    }

    @Override
    public String toString() {
      return "UserPassword[" + username + ", ***]";
    }
  }

  /**
   * A token in a file, read at every call, so that a rotated secret is picked up.
   *
   * @param path the file; its text without surrounding white space is the token
   */
  record TokenFile(String path) implements Credentials {
    @Override
    public Optional<String> resolve() {
      return Optional.of(requireToken("token-file", path, read()));
    }

    private String read() {
      try {
        return Files.readString(Path.of(path), StandardCharsets.UTF_8);
      } catch (IOException e) {
        // The exception is not chained: it says no more than the path and the kind of trouble.
        throw new InvalidArgumentException(
            "token-file", path, "a readable file (" + e.getClass().getSimpleName() + ")");
      }
    }
  }

  /**
   * A token in an environment variable of the process that connects.
   *
   * @param variable the name of the variable
   */
  record TokenEnvironment(String variable) implements Credentials {
    @Override
    public Optional<String> resolve() {
      String value = System.getenv(variable);
      return Optional.of(requireToken("token-env", variable, value == null ? "" : value));
    }
  }

  private static String requireToken(String option, String reference, String text) {
    String token = text.strip();
    if (token.isEmpty()) {
      throw new InvalidArgumentException(option, reference, "a place that holds a token");
    }
    return token;
  }
}
