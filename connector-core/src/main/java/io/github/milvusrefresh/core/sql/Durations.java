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
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as users write them: {@code '90s'}, {@code '30m'}, {@code '1.5 h'}, {@code 'PT1H'}, or
 * seconds.
 */
public final class Durations {

  private static final String SHAPE =
      "a duration such as '90s', '30m', 'PT1H', or a number of seconds, zero or above";
  private static final Pattern WITH_UNIT =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)\\s*([a-z]*)");

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @param argument the name for the error
   * @param value a number of seconds, or text; units ms, s, m (min), h, d and their long names
   * @return zero or above
   * @throws InvalidArgumentException for anything else
   */
  public static Duration parse(String argument, @Nullable Object value) {
    if (value instanceof Duration duration && !duration.isNegative()) {
      return duration;
    }
    if (value == null || value instanceof Boolean) {
      throw new InvalidArgumentException(argument, value, SHAPE);
    }
    return parseText(argument, value.toString().strip().toLowerCase(Locale.ROOT));
  }

  private static Duration parseText(String argument, String text) {
    Matcher matcher = WITH_UNIT.matcher(text);
    try {
      if (matcher.matches()) {
        return times(new BigDecimal(matcher.group(1)), unit(argument, text, matcher.group(2)));
      }
      Duration iso = Duration.parse(text);
      if (!iso.isNegative()) {
        return iso;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Said below, with what would be right.
    }
    throw new InvalidArgumentException(argument, text, SHAPE);
  }

  private static Duration times(BigDecimal number, ChronoUnit unit) {
    BigDecimal nanos = number.multiply(BigDecimal.valueOf(unit.getDuration().toNanos()));
    return Duration.ofNanos(nanos.longValueExact());
  }

  private static ChronoUnit unit(String argument, String text, String unit) {
    return switch (unit) {
      case "ms", "milli", "millis", "millisecond", "milliseconds" -> ChronoUnit.MILLIS;
      case "", "s", "sec", "second", "seconds" -> ChronoUnit.SECONDS;
      case "m", "min", "minute", "minutes" -> ChronoUnit.MINUTES;
      case "h", "hour", "hours" -> ChronoUnit.HOURS;
      case "d", "day", "days" -> ChronoUnit.DAYS;
      default -> throw new InvalidArgumentException(argument, text, SHAPE);
    };
  }
}
