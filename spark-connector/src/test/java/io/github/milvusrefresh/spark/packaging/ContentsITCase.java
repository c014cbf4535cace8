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
package io.github.milvusrefresh.spark.packaging;

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

  private static final List<String> OURS =
      List.of("io/github/milvusrefresh/core/", "io/github/milvusrefresh/spark/");
  private static final String SHADED = "io/github/milvusrefresh/spark/shaded/";
  private static final Path CHECKED_IN = Path.of("src/contents.txt");
  private static final Path FOUND = Path.of("target/contents.txt");

  @Test
  void areThoseCheckedIn() throws IOException {
    List<String> found = contents(PackagedJar.open());
    Files.write(FOUND, found);

    assertThat(difference(Files.readAllLines(CHECKED_IN), found))
        .as(
            "what the jar holds (+) and spark-connector/%s does not say, or the reverse (-)."
                + " If that is meant: cp spark-connector/%s spark-connector/%s",
            CHECKED_IN, FOUND, CHECKED_IN)
        .isEmpty();
  }

  private static List<String> difference(List<String> before, List<String> after) {
    Stream<String> gone = before.stream().filter(line -> !after.contains(line)).map("- "::concat);
    Stream<String> come = after.stream().filter(line -> !before.contains(line)).map("+ "::concat);
    return Stream.concat(gone, come).toList();
  }

  private static List<String> contents(PackagedJar jar) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# What is in the Spark jar; CONTRIBUTING.md says how this list is renewed.");
    section(lines, "libraries", libraries(jar));
    section(lines, "packages, relocated to " + SHADED, packages(jar));
    section(lines, "files, and packages that are not relocated", others(jar));
    return lines;
  }

  private static void section(List<String> lines, String title, SortedSet<String> content) {
    lines.add("");
    lines.add("# " + title);
    lines.addAll(content);
  }

  private static SortedSet<String> libraries(PackagedJar jar) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    Library.bundledIn(jar).forEach(library -> names.add(library.toString()));
    return names;
  }

  private static SortedSet<String> packages(PackagedJar jar) {
    SortedSet<String> packages = new TreeSet<>();
    for (String entry : jar.entries()) {
      if (isRelocatedClass(entry)) {
        packages.add(folder(entry).substring(SHADED.length()));
      }
    }
    return packages;
  }

  private static SortedSet<String> others(PackagedJar jar) {
    SortedSet<String> others = new TreeSet<>();
    for (String entry : jar.entries()) {
      if (!isRelocatedClass(entry)) {
        others.add(entry.endsWith(".class") ? root(folder(entry)) : entry);
      }
    }
    return others;
  }

  private static boolean isRelocatedClass(String entry) {
    return entry.startsWith(SHADED) && entry.endsWith(".class");
  }

  private static String folder(String entry) {
    return entry.substring(0, entry.lastIndexOf('/') + 1);
  }

  /** Our own packages are one line each with all below: they come and go with our code. */
  private static String root(String folder) {
    return OURS.stream().filter(folder::startsWith).findFirst().orElse(folder);
  }
}
