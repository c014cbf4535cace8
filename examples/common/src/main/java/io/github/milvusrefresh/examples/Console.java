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

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What a reader of the terminal sees: a verb, and what happened. */
public final class Console {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private Console() {}

  /**
   * Prints a heading.
   *
   * @param text the heading
   */
  public static void heading(String text) {
    System.out.printf("%n== %s ==%n", text);
  }

  /**
   * Prints one line.
   *
   * @param verb what was done
   * @param text to what
   */
  public static void line(String verb, String text) {
    System.out.printf("  %-12s %s%n", verb, text);
  }

  /**
   * Renders a point in time.
   *
   * @param instant the time
   * @return the local time of day, with milliseconds
   */
  public static String time(Instant instant) {
    return TIME.format(instant);
  }
}
