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
package io.github.milvusrefresh.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A library of others. */
record Library(String group, String artifact, String version, Path file) {

  private static final Pattern LISTED =
      Pattern.compile(" +(\\S+?):(\\S+?):jar:(\\S+?):\\w+:(.+\\.jar)( -- .*)?");

  /** Those of the run-time class path from which the jar holds at least one class. */
  static List<Library> bundledIn(PackagedJar jar) throws IOException {
    Path list = jar.path().resolveSibling("libraries.txt");
    List<Library> bundled = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      Optional<Library> library = parse(line);
      if (library.isPresent() && library.get().isIn(jar)) {
        bundled.add(library.get());
      }
    }
    return bundled;
  }

  private static Optional<Library> parse(String line) {
    Matcher matcher = LISTED.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new Library(
                matcher.group(1), matcher.group(2), matcher.group(3), Path.of(matcher.group(4))))
        : Optional.empty();
  }

  private boolean isIn(PackagedJar jar) throws IOException {
    return PackagedJar.entriesOf(file).stream()
        .filter(entry -> entry.endsWith(".class"))
        .anyMatch(jar::holds);
  }

  String name() {
    return group + ":" + artifact;
  }

  @Override
  public String toString() {
    return name() + ":" + version;
  }
}
