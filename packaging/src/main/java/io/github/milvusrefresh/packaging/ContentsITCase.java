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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jar holds is checked in, so that a review sees what a change adds to it. */
class ContentsITCase {

  private static final Path CHECKED_IN = Path.of("src/contents.txt");
  private static final Path FOUND = Path.of("target/contents.txt");

  private final PackagedJar jar = PackagedJar.ofTheBuild();

  @Test
  void areThoseCheckedIn() throws IOException {
    List<String> found = contents();
    Files.write(FOUND, found);

    assertThat(difference(Files.readAllLines(CHECKED_IN), found))
        .as(
            "what the jar holds (+) and %1$s/%2$s does not say, or the reverse (-)."
                + " If that is meant: cp %1$s/%3$s %1$s/%2$s",
            Path.of("").toAbsolutePath().getFileName(), CHECKED_IN, FOUND)
        .isEmpty();
  }

  private static List<String> difference(List<String> before, List<String> after) {
    Stream<String> gone = before.stream().filter(line -> !after.contains(line)).map("- "::concat);
    Stream<String> come = after.stream().filter(line -> !before.contains(line)).map("+ "::concat);
    return Stream.concat(gone, come).toList();
  }

  private List<String> contents() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# What is in the jar; CONTRIBUTING.md says how this list is renewed.");
    section(lines, "libraries", libraries());
    section(lines, "packages, relocated to " + jar.shaded(), packages());
    section(lines, "files, and packages that are not relocated", others());
    return lines;
  }

  private static void section(List<String> lines, String title, SortedSet<String> content) {
    lines.add("");
    lines.add("# " + title);
    lines.addAll(content);
  }

  private SortedSet<String> libraries() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    Library.bundledIn(jar).forEach(library -> names.add(library.toString()));
    return names;
  }

  private SortedSet<String> packages() {
    SortedSet<String> packages = new TreeSet<>();
    for (String entry : jar.entries()) {
      if (isRelocatedClass(entry)) {
        packages.add(folder(entry).substring(jar.shaded().length()));
      }
    }
    return packages;
  }

  private SortedSet<String> others() {
    SortedSet<String> others = new TreeSet<>();
    for (String entry : jar.entries()) {
      if (!isRelocatedClass(entry)) {
        others.add(entry.endsWith(".class") ? root(folder(entry)) : entry);
      }
    }
    return others;
  }

  private boolean isRelocatedClass(String entry) {
    return entry.startsWith(jar.shaded()) && entry.endsWith(".class");
  }

  private static String folder(String entry) {
    return entry.substring(0, entry.lastIndexOf('/') + 1);
  }

  /** Our own packages are one line each with all below: they come and go with our code. */
  private String root(String folder) {
    return Stream.of(PackagedJar.CORE, jar.home())
        .filter(folder::startsWith)
        .findFirst()
        .orElse(folder);
  }
}
