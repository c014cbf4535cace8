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
import java.util.List;
import org.junit.jupiter.api.Test;

/** The jar has its place on the class path of others, and disturbs nothing there. */
class PackagingITCase {

  private static final long MAX_BYTES = 15_000_000;
  private static final String SERVICES = "META-INF/services/";

  private final PackagedJar jar = PackagedJar.ofTheBuild();

  @Test
  void isOfModestSize() throws IOException {
    assertThat(Files.size(jar.path())).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void holdsOnlyOurPackagesAndMetadata() {
    assertThat(jar.entries())
        .allMatch(
            entry ->
                entry.startsWith(PackagedJar.CORE)
                    || entry.startsWith(jar.home())
                    || entry.matches(
                        "META-INF/(MANIFEST.MF|LICENSE|NOTICE|licenses/.*|services/.*)"))
        .noneMatch(entry -> entry.matches(".*\\.(so|dll|jnilib|dylib|proto|SF|RSA)"))
        .noneMatch(entry -> entry.endsWith("module-info.class"));
  }

  @Test
  void holdsNoEngineAndNoLogging() {
    assertThat(jar.entries())
        .noneMatch(
            entry -> entry.matches(".*(org/apache/(spark|flink|logging)|org/slf4j|scala)/.*"));
  }

  /** Of the engine, or relocated with their providers. */
  @Test
  void namesServicesThatAreThere() throws IOException {
    List<String> services =
        jar.entries().stream().filter(entry -> entry.startsWith(SERVICES)).toList();
    String shaded = className(jar.shaded());

    assertThat(services)
        .contains(
            SERVICES + shaded + "io.grpc.NameResolverProvider",
            SERVICES + shaded + "io.grpc.LoadBalancerProvider",
            SERVICES + shaded + "io.grpc.ManagedChannelProvider")
        .allMatch(
            service -> service.matches("\\Q" + SERVICES + "\\E(org\\.apache|" + shaded + ").*"));
    for (String service : services) {
      assertThat(jar.text(service).lines())
          .as(service)
          .isNotEmpty()
          .allMatch(line -> line.startsWith(className(jar.home())))
          .allMatch(line -> jar.entries().contains(line.replace('.', '/') + ".class"));
    }
  }

  @Test
  void needsNothingButTheEngineAndOptionalAnnotations() {
    String shaded = className(jar.shaded());

    assertThat(jar.missingClasses())
        .anyMatch(name -> name.startsWith("org.apache."))
        .allMatch(
            name ->
                name.matches("(org\\.apache\\.(spark|flink)|scala|org\\.slf4j|java)\\..*")
                    || name.startsWith("com.codahale.metrics.")
                    || name.startsWith("org.jspecify.annotations.")
                    || name.matches(shaded + ".*[aA]nnotations?\\..*")
                    // Asked for by name: an older OkHttp, which gRPC takes along if it is there.
                    || name.startsWith("com.squareup.okhttp."));
  }

  private static String className(String path) {
    return path.replace('/', '.');
  }
}
