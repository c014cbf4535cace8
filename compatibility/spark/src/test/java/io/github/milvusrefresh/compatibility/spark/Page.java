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
package io.github.milvusrefresh.compatibility.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The code of a page of documentation, in its order. A block may say which versions of Spark it is
 * about, after its language: {@code sql from 4.0}, {@code sh before 4.0}, {@code java except 4.0}.
 */
final class Page {

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)(.*?)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern SCRIPT = Pattern.compile("BEGIN\\b.*", Pattern.DOTALL);
  private static final Pattern END_OF_STATEMENT = Pattern.compile(";[ ]*(--[^\n]*)?(\n|$)");

  private final String text;

  private Page(String text) {
    this.text = text;
  }

  static Page of(String file) {
    try {
      return new Page(Files.readString(Path.of("../..", file)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The part below a heading of the second level. */
  Page section(String heading) {
    return new Page(text.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0]);
  }

  /** The blocks of a language that are about the Spark at hand. */
  List<String> blocks(String language) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language) && isAboutThisSpark(block.group(2)))
        .map(block -> block.group(3))
        .toList();
  }

  private static boolean isAboutThisSpark(String range) {
    List<String> words = Arrays.asList(range.strip().split(" "));
    return SparkVersion.isIn(
        wordAfter("from", words, "3.5"),
        wordAfter("before", words, "5"),
        wordAfter("except", words, "none"));
  }

  private static String wordAfter(String key, List<String> words, String otherwise) {
    int at = words.indexOf(key);
    return at < 0 ? otherwise : words.get(at + 1);
  }

  /** The statements of all blocks of SQL; a script is one. */
  List<String> statements() {
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
