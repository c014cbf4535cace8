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
   * @param format to what, a format string
   * @param arguments of the format
   */
  public static void line(String verb, String format, Object... arguments) {
    System.out.printf("  %-12s %s%n", verb, format.formatted(arguments));
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
