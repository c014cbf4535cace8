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
package io.github.milvusrefresh.compatibility.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.flink.GatedSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the jar, and what is not. */
class PackagingITCase {

  private static final long MAX_BYTES = 15_000_000;
  private static final String SERVICES = "META-INF/services/";
  private static final String SHADED = "io.github.milvusrefresh.flink.shaded.";

  @Test
  void isSmall() throws Exception {
    assertThat(Files.size(jar())).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void holdsOnlyOurClasses() throws Exception {
    assertThat(entries(".class"))
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith("io/github/milvusrefresh/flink/")
                    || name.startsWith("io/github/milvusrefresh/core/"));
  }

  @Test
  void holdsNothingElseButServicesAndLicence() throws Exception {
    assertThat(entries(""))
        .filteredOn(name -> !name.endsWith(".class"))
        .allMatch(
            name ->
                name.startsWith(SERVICES)
                    || name.equals("META-INF/MANIFEST.MF")
                    || name.startsWith("META-INF/LICENSE"));
  }

  @Test
  void namesItsFactoriesForFlink() throws Exception {
    assertThat(text(SERVICES + "org.apache.flink.table.factories.Factory"))
        .containsExactly(
            "io.github.milvusrefresh.flink.table.MilvusRefreshCatalogFactory",
            "io.github.milvusrefresh.flink.table.MilvusRefreshModuleFactory",
            "io.github.milvusrefresh.flink.table.RefreshJobsTableFactory",
            "io.github.milvusrefresh.flink.table.GatedTableFactory");
  }

  @Test
  void relocatesTheServicesOfGrpcAndTheirProviders() throws Exception {
    List<String> services =
        entries("").stream()
            .filter(name -> name.startsWith(SERVICES) && !name.contains("flink.table"))
            .toList();
    assertThat(services)
        .contains(SERVICES + SHADED + "io.grpc.ManagedChannelProvider")
        .allMatch(name -> name.startsWith(SERVICES + SHADED));
    for (String service : services) {
      assertThat(text(service)).isNotEmpty().allMatch(line -> line.startsWith(SHADED));
    }
  }

  private static Path jar() throws Exception {
    return Path.of(GatedSource.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static List<String> entries(String suffix) throws Exception {
    try (JarFile jar = new JarFile(jar().toFile())) {
      return jar.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(suffix))
          .toList();
    }
  }

  private static List<String> text(String entry) throws Exception {
    try (JarFile jar = new JarFile(jar().toFile())) {
      return read(jar, entry).lines().filter(line -> !line.isBlank()).toList();
    }
  }

  private static String read(JarFile jar, String entry) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
