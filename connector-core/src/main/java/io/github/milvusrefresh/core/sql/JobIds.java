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
import org.jspecify.annotations.Nullable;

/**
 * Job ids as users write them. The official Node client turns {@code job_12345} into job 5
 * (MILVUS-CLIENTS.md, section 0); we refuse all that is not wholly a number.
 */
public final class JobIds {

  private static final String SHAPE =
      "a whole number above 0, or its decimal digits as text, such as 465787408941891028";

  private JobIds() {}

  /**
   * Reads a job id.
   *
   * @param argument the name for the error
   * @param value a {@link Long}, {@link Integer}, {@link Short}, {@link Byte}, or decimal text
   * @return the id, above zero
   * @throws InvalidArgumentException for anything else
   */
  public static long parse(String argument, @Nullable Object value) {
    long id = number(argument, value);
    if (id <= 0) {
      throw new InvalidArgumentException(argument, value, SHAPE);
    }
    return id;
  }

  private static long number(String argument, @Nullable Object value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof CharSequence text && text.toString().strip().matches("[0-9]{1,19}")) {
      try {
        return Long.parseLong(text.toString().strip());
      } catch (NumberFormatException e) {
        // 19 digits can be too many; the error below says what would be right.
      }
    }
    throw new InvalidArgumentException(argument, value, SHAPE);
  }
}
