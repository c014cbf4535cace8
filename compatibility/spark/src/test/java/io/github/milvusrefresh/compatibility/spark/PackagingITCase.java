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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.spark.MilvusRefreshExtensions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the jar, which is the one that all other tests here run. */
class PackagingITCase {

  private static final long MAX_BYTES = 15_000_000;
  private static final String ANNOTATIONS =
      "org\\.jspecify\\.annotations\\..*"
          + "|io\\.github\\.milvusrefresh\\.spark\\.shaded\\."
          + "(javax|com\\.google\\.errorprone|com\\.google\\.j2objc|org\\.codehaus\\.mojo"
          + "|android|kotlin)\\..*[aA]nnotations?\\..*";

  private static Path jar;
  private static List<String> entries;

  @BeforeAll
  static void open() throws URISyntaxException, IOException {
    jar =
        Path.of(
            MilvusRefreshExtensions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      entries = zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  @Test
  void isOneJarOfModestSize() throws IOException {
    assertThat(jar).isRegularFile();
    assertThat(jar.toString()).endsWith(".jar");
    assertThat(Files.size(jar)).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void holdsOnlyOurPackagesAndMetadata() {
    assertThat(entries)
        .allMatch(
            entry ->
                entry.startsWith("io/github/milvusrefresh/core/")
                    || entry.startsWith("io/github/milvusrefresh/spark/")
                    || entry.matches(
                        "META-INF/(MANIFEST.MF|LICENSE|NOTICE|licenses/.*|services/.*)"))
        .noneMatch(entry -> entry.matches(".*\\.(so|dll|jnilib|dylib|proto|SF|RSA)"))
        .noneMatch(entry -> entry.endsWith("module-info.class"));
  }

  @Test
  void holdsNoEngineAndNoLogging() {
    assertThat(entries)
        .noneMatch(
            entry -> entry.matches(".*(org/apache/(spark|flink|logging)|org/slf4j|scala)/.*"));
  }

  @Test
  void findsRelocatedServices() throws IOException {
    List<String> services =
        entries.stream().filter(entry -> entry.startsWith("META-INF/services/")).toList();

    assertThat(services)
        .contains(
            "META-INF/services/org.apache.spark.sql.SparkSessionExtensionsProvider",
            "META-INF/services/io.github.milvusrefresh.spark.shaded.io.grpc.NameResolverProvider",
            "META-INF/services/io.github.milvusrefresh.spark.shaded.io.grpc.LoadBalancerProvider",
            "META-INF/services/io.github.milvusrefresh.spark.shaded.io.grpc.ManagedChannelProvider");
    for (String service : services) {
      assertThat(text(service).lines())
          .isNotEmpty()
          .allMatch(line -> line.startsWith("io.github.milvusrefresh.spark."))
          .allMatch(line -> entries.contains(line.replace('.', '/') + ".class"));
    }
  }

  @Test
  void keepsTheLicences() throws IOException {
    assertThat(text("META-INF/LICENSE")).contains("Apache License");
    assertThat(text("META-INF/NOTICE")).contains("gRPC", "Protocol Buffers", "Okio", "Kotlin");
    assertThat(text("META-INF/licenses/protobuf.txt")).contains("Copyright 2008 Google Inc.");
  }

  @Test
  void needsNothingButWhatSparkHas() {
    assertThat(missingClasses())
        .anyMatch(name -> name.startsWith("org.apache.spark."))
        .allMatch(
            name ->
                name.matches(
                        "(org\\.apache\\.spark|com\\.codahale\\.metrics|scala|org\\.slf4j|java)\\..*")
                    || name.matches(ANNOTATIONS)
                    || name.startsWith("com.squareup.okhttp."));
  }

  /** What classes of the jar name and the jar does not hold. */
  private static List<String> missingClasses() {
    StringWriter out = new StringWriter();
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    jdeps.run(
        new PrintWriter(out),
        new PrintWriter(Writer.nullWriter()),
        "--multi-release",
        "base",
        "-verbose:class",
        jar.toString());
    return out.toString()
        .lines()
        .filter(line -> line.matches(" +.* -> .* not found"))
        .map(line -> line.replaceAll(".* -> (\\S+) +not found", "$1"))
        .distinct()
        .toList();
  }

  private static String text(String entry) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
