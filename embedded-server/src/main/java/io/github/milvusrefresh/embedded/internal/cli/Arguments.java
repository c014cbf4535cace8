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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;

/** The command line, read. An option may stand once, as {@code --port 1} or {@code --port=1}. */
public final class Arguments {

  /** What {@code --help} prints. */
  public static final String HELP =
      """
      A Milvus-compatible refresh service in one process, for tests and first steps.

        java -jar milvus-refresh-embedded-server-<version>.jar [options]

        --port NUMBER           the port to listen on, 0 for any free one (19530)
        --host ADDRESS          the address to listen on (127.0.0.1)
        --data-dir DIRECTORY    keep jobs and collections there (in memory)
        --user NAME:PASSWORD    ask for these credentials (ask for none)
        --tls-cert FILE         serve over TLS with this PEM certificate; needs --tls-key
        --tls-key FILE          its PEM key, PKCS #8 without a password; needs --tls-cert
        --scan-rate NUMBER      files a second, so that progress can be watched (unlimited)
        --files-per-task NUMBER files a task, progress moves once a task (10000)
        --planning-delay NUMBER seconds a job stays pending (0)
        --index-build-time NUMBER seconds that indexing new data takes (0.1)
        --load-time NUMBER      seconds that loading a collection takes (0.1)
        --help                  print this

      It stops on SIGTERM or Ctrl-C.
      """;

  private static final List<String> OPTIONS =
      List.of(
          "--port",
          "--host",
          "--data-dir",
          "--user",
          "--tls-cert",
          "--tls-key",
          "--scan-rate",
          "--files-per-task",
          "--planning-delay",
          "--index-build-time",
          "--load-time");

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  /** Returns whether help was asked for. */
  public static boolean askForHelp(List<String> words) {
    return words.contains("--help") || words.contains("-h");
  }

  /** Reads a command line. */
  public static Arguments parse(List<String> words) throws Usage {
    Map<String, String> values = new HashMap<>();
    int next = 0;
    while (next < words.size()) {
      String word = words.get(next);
      int equals = word.indexOf('=');
      String option = known(equals < 0 ? word : word.substring(0, equals));
      String value = equals < 0 ? following(words, next) : word.substring(equals + 1);
      if (values.put(option, value) != null) {
        throw new Usage("%s is given twice, once is enough.".formatted(option));
      }
      next += equals < 0 ? 2 : 1;
    }
    return new Arguments(values);
  }

  public void text(String option, Consumer<String> action) {
    value(option).ifPresent(action);
  }

  /** Reads two options that make sense only together. */
  public void files(String option, String other, BiConsumer<Path, Path> action) throws Usage {
    if (values.containsKey(option) != values.containsKey(other)) {
      throw new Usage("%s and %s need each other.".formatted(option, other));
    }
    if (values.containsKey(option)) {
      action.accept(file(option), file(other));
    }
  }

  public void directory(String option, Consumer<Path> action) throws Usage {
    Optional<Path> path = value(option).map(Path::of);
    if (path.isPresent() && Files.exists(path.get()) && !Files.isDirectory(path.get())) {
      throw new Usage("%s takes a directory, '%s' is none.".formatted(option, path.get()));
    }
    path.ifPresent(action);
  }

  public void whole(String option, int least, int most, IntConsumer action) throws Usage {
    Optional<String> text = value(option);
    if (text.isPresent()) {
      action.accept(whole(option, text.get(), least, most));
    }
  }

  public void positive(String option, DoubleConsumer action) throws Usage {
    Optional<String> text = value(option);
    if (text.isPresent()) {
      action.accept(positive(option, text.get()));
    }
  }

  /** Reads {@code NAME:PASSWORD}; the password may hold colons and is never repeated in errors. */
  public void credentials(String option, BiConsumer<String, String> action) throws Usage {
    Optional<String> text = value(option);
    if (text.isPresent()) {
      int colon = text.get().indexOf(':');
      if (colon < 1) {
        throw new Usage("%s takes NAME:PASSWORD, such as root:Milvus.".formatted(option));
      }
      action.accept(text.get().substring(0, colon), text.get().substring(colon + 1));
    }
  }

  private Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  private static String known(String option) throws Usage {
    if (!OPTIONS.contains(option)) {
      throw new Usage(
          "There is no option '%s', the options are %s and --help."
              .formatted(option, String.join(", ", OPTIONS)));
    }
    return option;
  }

  private static String following(List<String> words, int option) throws Usage {
    if (option + 1 == words.size() || words.get(option + 1).startsWith("--")) {
      throw new Usage("%s needs a value after it.".formatted(words.get(option)));
    }
    return words.get(option + 1);
  }

  private Path file(String option) throws Usage {
    Path file = Path.of(values.getOrDefault(option, ""));
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new Usage("%s takes a file that can be read, not '%s'.".formatted(option, file));
    }
    return file;
  }

  private static int whole(String option, String text, int least, int most) throws Usage {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below, like a number out of range.
    }
    throw new Usage(
        "%s takes a whole number from %d to %d, not '%s'.".formatted(option, least, most, text));
  }

  private static double positive(String option, String text) throws Usage {
    try {
      double number = Double.parseDouble(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below, like a number out of range.
    }
    throw new Usage("%s takes a number above 0, not '%s'.".formatted(option, text));
  }
}
