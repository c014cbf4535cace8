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
package io.github.milvusrefresh.compatibility.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The code of a page of documentation, in its order. After its language, a block may say what it is
 * about: {@code sql from 4.0}.
 */
public final class Page {

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)(.*?)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern SCRIPT = Pattern.compile("BEGIN\\b.*", Pattern.DOTALL);
  private static final Pattern END_OF_STATEMENT = Pattern.compile(";[ ]*(--[^\n]*)?(\n|$)");

  private final String text;
  private final Predicate<String> subject;

  private Page(String text, Predicate<String> subject) {
    this.text = text;
    this.subject = subject;
  }

  /**
   * Reads a page.
   *
   * @param file below the root of the project, two directories above the working one
   * @param subject whether a block counts, by what it says after its language, if anything
   * @return the page
   */
  public static Page of(String file, Predicate<String> subject) {
    try {
      return new Page(Files.readString(Path.of("../..", file)), subject);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the part below a heading of the second level.
   *
   * @param heading the heading
   * @return the part, up to the next such heading
   */
  public Page section(String heading) {
    return new Page(text.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0], subject);
  }

  /**
   * Returns the blocks of a language.
   *
   * @param language the word after the fence
   * @return those that count
   */
  public List<String> blocks(String language) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language) && subject.test(block.group(2).strip()))
        .map(block -> block.group(3))
        .toList();
  }

  /**
   * Returns the statements of all blocks of SQL that count; a script is one.
   *
   * @return the statements, without semicolons
   */
  public List<String> statements() {
    return blocks("sql").stream()
        .flatMap(
            block ->
                SCRIPT.matcher(block).matches()
                    ? List.of(block).stream()
                    : END_OF_STATEMENT.splitAsStream(block))
        .map(String::strip)
        .toList();
  }
}
