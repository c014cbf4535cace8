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
package io.github.milvusrefresh.embedded.internal.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Shows on standard error what happens to jobs, one line a change, and warnings of libraries. */
public final class ConsoleLog {

  private static final Logger LIBRARIES = Logger.getLogger("");

  /** Not the root package: what is shaded lies below it. */
  private static final Logger LOGGER =
      Logger.getLogger("io.github.milvusrefresh.embedded.internal");

  private ConsoleLog() {}

  public static void install() {
    System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %5$s%6$s%n");
    ConsoleHandler handler = new ConsoleHandler();
    handler.setLevel(Level.FINE);
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
    LOGGER.setLevel(Level.FINE);
    LIBRARIES.setLevel(Level.WARNING);
  }
}
