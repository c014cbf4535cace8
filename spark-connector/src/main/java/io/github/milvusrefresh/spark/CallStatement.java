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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a call, taken apart.
 *
 * @param name the parts of the procedure's name, as written
 * @param arguments from the opening parenthesis to the end of the text
 */
record CallStatement(List<String> name, String arguments) {

  /** Reads {@code CALL name.name(...}; empty for whatever begins otherwise. */
  static Optional<CallStatement> read(String text) {
    SqlScanner scanner = new SqlScanner(text);
    if (!scanner.takeWord().equalsIgnoreCase("CALL")) {
      return Optional.empty();
    }
    List<String> name = new ArrayList<>();
    do {
      name.add(scanner.takeName());
    } while (scanner.take('.'));
    return name.contains("") || !scanner.rest().startsWith("(")
        ? Optional.empty()
        : Optional.of(new CallStatement(List.copyOf(name), scanner.rest()));
  }
}
