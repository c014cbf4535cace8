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

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads values of which there are few, written in any case. */
public final class Choices {

  private Choices() {}

  /**
   * Reads the name of a constant.
   *
   * @param argument the argument or option, for the error
   * @param value what was given
   * @param type the values that there are
   * @param <E> the type of the values
   * @return the constant
   * @throws InvalidArgumentException for anything else; names the constants
   */
  public static <E extends Enum<E>> E parse(String argument, Object value, Class<E> type) {
    String word = word(value);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word.equals(word(constant)))
        .findFirst()
        .orElseThrow(() -> new InvalidArgumentException(argument, value, names(type)));
  }

  private static String names(Class<? extends Enum<?>> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(constant -> "'" + word(constant) + "'").toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  /**
   * Reads a truth value.
   *
   * @param argument the argument or option, for the error
   * @param value what was given
   * @return the value
   * @throws InvalidArgumentException unless it is true or false
   */
  public static boolean truth(String argument, Object value) {
    return switch (word(value)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidArgumentException(argument, value, "true or false");
    };
  }

  private static String word(Object value) {
    return value.toString().strip().toLowerCase(Locale.ROOT);
  }
}
