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

import io.github.milvusrefresh.compatibility.support.Page;
import io.github.milvusrefresh.core.sql.ConnectorOption;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings that docs/spark.md and the README show are all that a session needs. */
class DocumentedSettingsITCase {

  private static final Pattern ON_A_COMMAND_LINE = Pattern.compile("--conf ([^=\\s]+)=(\\S+)");
  private static final Pattern IN_A_FILE = Pattern.compile("(?m)^(\\S+) +(\\S+)$");
  private static final String TOKEN = "root:Milvus";

  @TempDir Path files;
  private EmbeddedMilvus open;
  private EmbeddedMilvus locked;
  private Map<String, String> valuesHere;
  private SparkSession spark;

  @BeforeEach
  void startServers() throws Exception {
    open = EmbeddedMilvus.start();
    open.createExternalCollection("docs", "/data/docs", "{\"format\":\"parquet\"}");
    Certificate certificate = Certificate.in(files);
    locked =
        EmbeddedMilvus.builder()
            .user("root", "Milvus")
            .tls(certificate.file(), certificate.key())
            .mutualTls(certificate.file())
            .start();
    locked.createExternalCollection("sales.docs", "/data/docs", "{\"format\":\"parquet\"}");
    valuesHere =
        Map.of(
            "http://localhost:19530", open.uri(),
            "https://milvus.example.com", locked.uri(),
            "milvus.internal", "localhost",
            "/etc/milvus/ca.pem", certificate.file().toString(),
            "/etc/milvus/client.pem", certificate.file().toString(),
            "/etc/milvus/client.key", certificate.key().toString(),
            "/run/secrets/milvus-token",
                Files.writeString(files.resolve("token"), TOKEN).toString(),
            // A variable that is set here too; the open server takes whatever token.
            "MILVUS_TOKEN", "PATH");
  }

  @AfterEach
  void stop() {
    if (spark != null) {
      spark.stop();
    }
    locked.close();
    open.close();
  }

  private void start(Map<String, String> settings) {
    spark =
        Sessions.configured(
            settings.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        setting ->
                            valuesHere.getOrDefault(setting.getValue(), setting.getValue()))));
  }

  private long count(String query) {
    return spark.sql(query).count();
  }

  private static Stream<Map<String, String>> commandLines() {
    return Stream.of(
            Page.of("docs/spark.md", SparkVersion::isIn),
            Page.of("README.md", SparkVersion::isIn).section("Spark"))
        .flatMap(page -> page.blocks("sh").stream())
        .map(block -> settings(ON_A_COMMAND_LINE, block))
        .filter(settings -> !settings.isEmpty());
  }

  private static Stream<Map<String, String>> filesOfSettings() {
    return Page.of("docs/spark.md", SparkVersion::isIn).blocks("properties").stream()
        .map(block -> settings(IN_A_FILE, block));
  }

  private static Map<String, String> settings(Pattern pattern, String block) {
    return pattern
        .matcher(block)
        .results()
        .collect(Collectors.toMap(setting -> setting.group(1), setting -> setting.group(2)));
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void aCommandLineGivesEverything(Map<String, String> settings) {
    start(settings);

    assertThat(count("CALL milvus_refresh.sys.refresh(collection => 'docs')")).isOne();
    assertThat(count("SELECT * FROM milvus_refresh_jobs('docs')")).isOne();
    assertThat(count("SELECT * FROM milvus_refresh.sys.refresh_jobs")).isOne();
  }

  @ParameterizedTest
  @MethodSource("filesOfSettings")
  void aFileOfSettingsConnects(Map<String, String> settings) {
    start(settings);

    if (settings.containsKey("spark.milvus.uri")) {
      assertThat(count("SELECT * FROM milvus_refresh_jobs('docs')")).isZero();
    }
    settings.keySet().stream()
        .filter(key -> key.matches("spark\\.sql\\.catalog\\.\\w+"))
        .map(key -> key.substring("spark.sql.catalog.".length()))
        .forEach(
            catalog -> assertThat(count("CALL " + catalog + ".sys.refresh_jobs('docs')")).isZero());
  }

  /** Where all files of settings that the page shows are about this Spark. */
  @Test
  @OnSpark(from = "4.0")
  void everyOptionIsShown() {
    List<String> shown =
        filesOfSettings()
            .flatMap(settings -> settings.keySet().stream())
            .map(key -> key.replaceFirst("spark\\.(milvus|sql\\.catalog\\.\\w+)\\.?", ""))
            .filter(key -> !key.isEmpty())
            .distinct()
            .toList();

    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ConnectorOption.values()).map(ConnectorOption::key).toList());
  }
}
