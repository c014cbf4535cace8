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
package io.github.milvusrefresh.core.error;

import org.jspecify.annotations.Nullable;

/**
 * An argument or option is wrong; nothing was sent. Names it, its value, and what would be right.
 */
public final class InvalidArgumentException extends MilvusRefreshException {

  private static final long serialVersionUID = 1L;

  private final String argument;

  /**
   * Says what was wrong with one argument. Not for secrets: the value is shown.
   *
   * @param argument the name, as the user writes it
   * @param value the value as given; null if it is missing
   * @param expected what would be right, a phrase that follows "expected"
   */
  public InvalidArgumentException(String argument, @Nullable Object value, String expected) {
    this(
        argument,
        value == null
            ? "Argument '" + argument + "' is missing: expected " + expected + "."
            : "Argument '" + argument + "' is '" + value + "': expected " + expected + ".");
  }

  private InvalidArgumentException(String argument, String message) {
    super(ErrorCode.INVALID_ARGUMENT, message, Details.NONE);
    this.argument = argument;
  }

  /**
   * Says what is wrong with an argument in words of one's own, for instance since its value is a
   * secret.
   *
   * @param argument the name, as the user writes it
   * @param sentence what is wrong and what would be right, with its full stop
   * @return the exception
   */
  public static InvalidArgumentException of(String argument, String sentence) {
    return new InvalidArgumentException(argument, sentence);
  }

  /**
   * Returns the name of the argument or option.
   *
   * @return the name, as the user writes it
   */
  public String argument() {
    return argument;
  }
}
