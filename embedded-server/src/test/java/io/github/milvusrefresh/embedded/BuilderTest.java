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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BuilderTest extends ServerTest {

  @Test
  void listensOnLoopbackOnAnyFreePort() {
    milvus = EmbeddedMilvus.start();

    assertThat(milvus.host()).isEqualTo("127.0.0.1");
    assertThat(milvus.port()).isBetween(1, 65_535);
    assertThat(milvus.uri()).isEqualTo("http://127.0.0.1:" + milvus.port());
  }

  @Test
  void saysWhenThePortIsTaken() {
    milvus = EmbeddedMilvus.start();

    assertThatThrownBy(() -> EmbeddedMilvus.builder().port(milvus.port()).start())
        .hasMessageStartingWith("Cannot listen on 127.0.0.1:%d: ".formatted(milvus.port()))
        .hasMessageContaining("already in use");
  }

  @Test
  void saysWhenTheHostIsUnknown() {
    assertThatThrownBy(() -> EmbeddedMilvus.builder().host("no.such.host.invalid").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no host 'no.such.host.invalid'.");
  }

  @Test
  void saysWhatValuesAreRight() {
    assertRefused(builder -> builder.port(70_000), "port must be 0 to 65535, not 70000");
    assertRefused(builder -> builder.scanRate(0), "scanRate must be above 0, not 0.0");
    assertRefused(builder -> builder.filesPerTask(0), "filesPerTask must be at least 1, not 0");
    assertRefused(
        builder -> builder.duplicateErrorCode(5), "duplicateErrorCode must be 703 or 1100, not 5");
    assertRefused(
        builder -> builder.retention(Duration.ofSeconds(-1)),
        "a duration must not be negative, as PT-1S is");
    assertRefused(
        builder -> builder.indexBuildTime(Duration.ofMillis(-1)),
        "a duration must not be negative, as PT-0.001S is");
    assertRefused(
        builder -> builder.loadTime(Duration.ofMillis(-1)),
        "a duration must not be negative, as PT-0.001S is");
    assertRefused(builder -> builder.apiKey("a:b"), "an API key must not contain a colon");
    assertRefused(
        builder -> builder.mutualTls(Path.of("ca.pem")).start(), "mutualTls needs tls too");
  }

  @Test
  void leavesNoEngineThreadBehindAndClosesTwice() {
    milvus = EmbeddedMilvus.start();
    milvus.createExternalCollection("books", "/data", DataSet.PARQUET);
    milvus.refresh("books");
    assertThat(threads()).contains("embedded-milvus-engine");

    milvus.close();
    milvus.close();

    // A thread whose work has ended takes a moment to be gone.
    assertThat(Await.until(BuilderTest::threads, t -> !t.contains("embedded-milvus-engine")))
        .doesNotContain("embedded-milvus-engine");
  }

  @Test
  void advancesVirtualTimeOnly() {
    milvus = EmbeddedMilvus.start();

    assertThatThrownBy(() -> milvus.advance(SECOND))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Time can be advanced only with virtualTime().");
  }

  @Test
  void refusesRefreshesInMilvusWords() {
    milvus = EmbeddedMilvus.start();

    assertThatThrownBy(() -> milvus.refresh("books"))
        .hasMessage("collection not found[database=default][collection=books]");
    assertThatThrownBy(() -> milvus.refresh("archive.books"))
        .hasMessage("database not found[database=archive]");
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  private static void assertRefused(Consumer<EmbeddedMilvus.Builder> call, String message) {
    assertThatThrownBy(() -> call.accept(EmbeddedMilvus.builder()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
