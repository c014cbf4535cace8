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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** All that one can do, in an application that writes an event log and logs what it can. */
class SecretsInLogsITCase {

  /** In {@code MILVUS_TOKEN_OF_THE_SUITE}, which the build sets, too. */
  private static final String PASSWORD = "correct-horse-battery-staple";

  private static final String TOKEN = "root:" + PASSWORD;
  private static final String KEY = "key-of-horse-battery-staple";
  private static final String IN_ALL = "horse-battery-staple";

  /** What goes over the wire. */
  private static final String HEADER =
      Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));

  private static final Pattern SESSION_SETTING =
      Pattern.compile(
          "\"spark\\.(milvus\\.password|sql\\.catalog\\.milvus_refresh\\.(token|password))\""
              + ":\"[^\"]*\"");

  private static final String REFRESH =
      "CALL milvus_refresh.sys.refresh('docs', '%s',"
          + " '{\"format\":\"parquet\",\"extfs\":{\"access_key_value\":\"%s\"}}', wait => true)";

  private static final List<String> QUERIES =
      List.of(
          "SELECT * FROM milvus_refresh_job(%s)",
          "SELECT * FROM milvus_refresh_jobs('docs')",
          "SELECT * FROM milvus_refresh.sys.refresh_jobs",
          "SELECT outcome, 'driver' FROM milvus_await_refresh(%s)",
          "SELECT outcome, 'executor' FROM milvus_await_refresh(%s, mode => 'executor')");

  @TempDir Path directory;

  @RegisterExtension
  final SparkOnMilvus env = new SparkOnMilvus(milvus -> milvus.user("root", PASSWORD));

  private final List<String> shown = new ArrayList<>();

  @BeforeEach
  void startApplication() throws IOException {
    Files.createDirectory(directory.resolve("events"));
    env.use(
        Sessions.with(
            Map.of(
                "spark.milvus.token",
                TOKEN,
                "spark.eventLog.enabled",
                "true",
                "spark.eventLog.compress",
                "false",
                "spark.eventLog.dir",
                directory.resolve("events").toUri().toString())));
    env.spark().range(100).write().parquet(lake());
  }

  @AfterEach
  void stopApplication() {
    env.spark().stop();
  }

  private String lake() {
    return directory.resolve("lake").toString();
  }

  @Test
  void neitherResultsNorTheEventLogNorLogsHoldThem() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), TOKEN);
    try (LogCapture core = LogCapture.of("io.github.milvusrefresh.core", Level.ALL);
        LogCapture ours = LogCapture.of("io.github.milvusrefresh.spark", Level.ALL);
        LogCapture sparks = LogCapture.of("org.apache.spark", Level.DEBUG)) {
      doAll(Map.of());
      doAll(Map.of("token", TOKEN));
      doAll(Map.of("username", "root", "password", PASSWORD));
      doAll(Map.of("token-file", file.toString()));
      doAll(Map.of("token-env", "MILVUS_TOKEN_OF_THE_SUITE"));
      env.spark().stop();

      assertThatItWasDoneByAll(5);
      assertThat(shown).filteredOn(SecretsInLogsITCase::isLeak).isEmpty();
      assertThat(eventLog())
          .anyMatch(line -> line.contains("milvus_await_refresh"))
          .anyMatch(line -> line.contains("spark.milvus.token"))
          .filteredOn(line -> isLeak(withoutSessionSettings(line)))
          .isEmpty();
      assertThat(ours.lines()).filteredOn(SecretsInLogsITCase::isLeak).isEmpty();
      assertThat(core.lines())
          .anyMatch(line -> line.contains("RefreshCompleted"))
          .filteredOn(SecretsInLogsITCase::isLeak)
          .isEmpty();
      assertThat(sparks.lines())
          .anyMatch(line -> line.contains("milvus_await_refresh"))
          .filteredOn(line -> isLeak(line) && !isStatement(line))
          .isEmpty();
    }
  }

  private void assertThatItWasDoneByAll(int ways) {
    assertThat(shown).filteredOn(text -> text.contains("[COMPLETED,driver]")).hasSize(ways);
    assertThat(shown).filteredOn(text -> text.contains("[REFRESH_FAILED]")).hasSize(ways);
    assertThat(shown).filteredOn(text -> text.contains("'job_id' is 'docs'")).hasSize(ways);
    // A password of a session stays in the driver.
    assertThat(shown).filteredOn(text -> text.contains("[COMPLETED,executor]")).hasSize(ways - 1);
  }

  private static boolean isLeak(String text) {
    return text.contains(IN_ALL) || text.contains(HEADER);
  }

  /** Spark's parser shows each statement at DEBUG, as it was written. */
  private static boolean isStatement(String line) {
    return line.startsWith("Parsing command: ");
  }

  /**
   * Spark writes the settings of a session with each job, and masks of those the ones that the
   * application has, too: here {@code spark.milvus.token} alone.
   */
  private static String withoutSessionSettings(String event) {
    return SESSION_SETTING.matcher(event).replaceAll("");
  }

  /**
   * Does it with the credentials in all places that take them: catalog, session, data source.
   *
   * @param credentials the options; none for those of the application
   */
  private void doAll(Map<String, String> credentials) {
    env.use(env.spark().newSession());
    if (!credentials.isEmpty()) {
      env.spark().conf().unset("spark.milvus.token");
    }
    credentials.forEach((key, value) -> env.conf("spark.milvus." + key, value));
    credentials.forEach((key, value) -> env.conf(SparkOnMilvus.CATALOG + "." + key, value));

    show(REFRESH.formatted(lake(), KEY));
    long jobId = env.row("SELECT max(job_id) FROM milvus_refresh_jobs()").getLong(0);
    for (String query : QUERIES) {
      show(query.formatted(jobId));
      show("EXPLAIN EXTENDED " + query.formatted(jobId));
    }
    show(REFRESH.formatted("/no/such/directory", KEY));
    show("CALL milvus_refresh.sys.refresh('docs', '/data', '{\"key\":\"" + KEY + "\"')");
    show("SELECT * FROM milvus_refresh_job('docs')");
    show("SET");
    showDataSource(credentials);
  }

  private void showDataSource(Map<String, String> credentials) {
    show(
        () ->
            env.spark()
                .read()
                .format("milvus-refresh-jobs")
                .option("uri", env.milvus().uri())
                .options(credentials)
                .load());
    String options =
        credentials.entrySet().stream()
            .map(option -> ", `%s` '%s'".formatted(option.getKey(), option.getValue()))
            .collect(Collectors.joining());
    show(
        "CREATE TEMPORARY VIEW jobs USING `milvus-refresh-jobs` OPTIONS (uri '%s'%s)"
            .formatted(env.milvus().uri(), options));
    show("SELECT * FROM jobs");
    show("EXPLAIN EXTENDED SELECT * FROM jobs");
  }

  private void show(String statement) {
    show(() -> env.spark().sql(statement));
  }

  /** Takes what a user would see of it, an error with its causes. */
  private void show(Supplier<Dataset<Row>> statement) {
    try {
      shown.add(statement.get().collectAsList().toString());
    } catch (Exception e) {
      shown.add(Throwables.getStackTrace(e));
    }
  }

  /** The files of the event log, whose number differs by version. */
  private List<String> eventLog() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("events"))) {
      List<String> lines = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
      return lines;
    }
  }
}
