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
package io.github.milvusrefresh.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the packaged jar: it must get along with every class path. */
class PackagingITCase {

  private static final String OWN = "io/github/milvusrefresh/embedded/";
  private static JarFile jar;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(System.getProperty("embedded.jar"));
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void holdsClassesOfItsOwnPackageOnly() {
    assertThat(names().filter(name -> name.endsWith(".class")))
        .isNotEmpty()
        .allMatch(name -> name.startsWith(OWN));
  }

  @Test
  void holdsNothingElseThanServicesAndLicences() {
    List<String> others = names().filter(name -> !name.startsWith(OWN)).toList();

    assertThat(others)
        .contains(
            "META-INF/services/io.github.milvusrefresh.embedded.shaded.io.grpc.ServerProvider",
            "META-INF/LICENSE")
        .allMatch(
            name ->
                name.equals("META-INF/MANIFEST.MF")
                    || name.matches("(?i)META-INF/(license|notice).*")
                    || name.startsWith(
                        "META-INF/services/io.github.milvusrefresh.embedded.shaded."));
  }

  @Test
  void namesOnlyRelocatedClassesAsServices() throws IOException {
    for (String service : names().filter(name -> name.startsWith("META-INF/services/")).toList()) {
      String providers = new String(jar.getInputStream(new ZipEntry(service)).readAllBytes());

      assertThat(providers.lines().filter(line -> !line.isBlank()))
          .as(service)
          .isNotEmpty()
          .allMatch(line -> line.startsWith("io.github.milvusrefresh.embedded.shaded."));
    }
  }

  @Test
  void saysWhatItIs() throws IOException {
    assertThat(jar.getManifest().getMainAttributes())
        .extractingByKeys(Attributes.Name.MAIN_CLASS, Attributes.Name.IMPLEMENTATION_VERSION)
        .containsExactly(
            "io.github.milvusrefresh.embedded.Main", System.getProperty("embedded.version"));
  }

  private static Stream<String> names() {
    return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName);
  }
}
