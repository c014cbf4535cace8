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

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The one jar of an engine, as users get it.
 *
 * @param path where it is
 * @param home the path within of the engine's own package, {@code io/github/milvusrefresh/spark/}
 *     for instance
 * @param entries the names of all files in it, sorted
 */
public record PackagedJar(Path path, String home, Set<String> entries) {

  /** The path of the core, which all jars hold as it is. */
  static final String CORE = "io/github/milvusrefresh/core/";

  /** The jar that the build names. */
  static PackagedJar ofTheBuild() {
    return open(Path.of(requireNonNull(System.getProperty("jar"), "The build sets -Djar.")));
  }

  /**
   * Returns the jar that a class comes from.
   *
   * @param type a class of the connector
   * @return the jar
   */
  public static PackagedJar of(Class<?> type) {
    try {
      return open(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(type + " comes from no jar", e);
    }
  }

  private static PackagedJar open(Path path) {
    try (JarFile jar = new JarFile(path.toFile())) {
      String module = jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
      return new PackagedJar(path, module.replace('.', '/') + "/", entriesOf(path));
    } catch (IOException e) {
      throw new UncheckedIOException("Not a jar: " + path, e);
    }
  }

  /** The names of all files in a jar, sorted. */
  static Set<String> entriesOf(Path jar) throws IOException {
    Set<String> names = new TreeSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).forEach(names::add);
    }
    return names;
  }

  /**
   * Returns where the libraries of others were relocated to.
   *
   * @return the path within
   */
  public String shaded() {
    return home + "shaded/";
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
    return entries.contains(shaded() + classFile) || entries.contains(classFile);
  }

  /** What classes of the jar name and the jar does not hold. */
  List<String> missingClasses() {
    StringWriter out = new StringWriter();
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    jdeps.run(
        new PrintWriter(out),
        new PrintWriter(Writer.nullWriter()),
        "--multi-release",
        "base",
        "-verbose:class",
        path.toString());
    return out.toString()
        .lines()
        .filter(line -> line.matches(" +.* -> .* not found"))
        .map(line -> line.replaceAll(".* -> (\\S+) +not found", "$1"))
        .distinct()
        .toList();
  }
}
