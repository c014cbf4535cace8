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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The one jar that users get, named by the build. */
record PackagedJar(Path path, Set<String> entries) {

  private static final String SHADED = "io/github/milvusrefresh/spark/shaded/";

  static PackagedJar open() throws IOException {
    Path path = Path.of(System.getProperty("jar"));
    return new PackagedJar(path, entriesOf(path));
  }

  /** The names of all files in a jar, sorted. */
  static Set<String> entriesOf(Path jar) throws IOException {
    Set<String> names = new TreeSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).forEach(names::add);
    }
    return names;
  }

  /** The text of a file in the jar. */
  String text(String entry) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      byte[] bytes = zip.getInputStream(zip.getEntry(entry)).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Whether the jar holds a class of that path, relocated or not. */
  boolean holds(String classFile) {
    return entries.contains(SHADED + classFile) || entries.contains(classFile);
  }
}
