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
package io.github.milvusrefresh.spark;

/**
 * Reads the tokens at the start of a statement as Spark's lexer does: white space and comments
 * stand between any two, and bracketed comments nest. Not thread-safe.
 */
final class SqlScanner {

  private final String text;
  private int position;

  SqlScanner(String text) {
    this.text = text;
    skipBlanks();
  }

  /** Takes the character if it comes next. */
  boolean take(char expected) {
    if (position == text.length() || text.charAt(position) != expected) {
      return false;
    }
    position++;
    skipBlanks();
    return true;
  }

  /** Takes a word; empty if none comes next. */
  String takeWord() {
    String word = word();
    skipBlanks();
    return word;
  }

  /** Takes a name, which is a word or quoted; empty if none comes next. */
  String takeName() {
    String name = text.startsWith("`", position) ? quotedName() : word();
    skipBlanks();
    return name;
  }

  /** What has not been taken. */
  String rest() {
    return text.substring(position);
  }

  private String word() {
    int begin = position;
    while (position < text.length() && isPartOfWord(text.charAt(position))) {
      position++;
    }
    return text.substring(begin, position);
  }

  private static boolean isPartOfWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** A backquote within is written twice. */
  private String quotedName() {
    StringBuilder name = new StringBuilder();
    int begin = position + 1;
    int end = text.indexOf('`', begin);
    while (end >= 0 && text.startsWith("``", end)) {
      name.append(text, begin, end + 1);
      begin = end + 2;
      end = text.indexOf('`', begin);
    }
    if (end < 0) {
      return "";
    }
    position = end + 1;
    return name.append(text, begin, end).toString();
  }

  private void skipBlanks() {
    int before;
    do {
      before = position;
      skipBlank();
    } while (position > before);
  }

  private void skipBlank() {
    if (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    } else if (text.startsWith("--", position)) {
      int end = text.indexOf('\n', position);
      position = end < 0 ? text.length() : end;
    } else if (text.startsWith("/*", position)) {
      skipBracketed();
    }
  }

  private void skipBracketed() {
    int depth = 0;
    do {
      if (text.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (text.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else {
        position++;
      }
    } while (depth > 0 && position < text.length());
  }
}
