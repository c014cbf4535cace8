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

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.compatibility.support.Page;
import io.github.milvusrefresh.embedded.JobControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.FlinkVersion;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What docs/flink.md and the README tell users of Flink to write works as it is written. */
class DocumentationITCase {

  private static final String PAGE = "docs/flink.md";
  private static final Path EXAMPLES =
      Path.of(
              "../flink/src/test/java",
              DocumentationITCase.class.getPackageName().replace('.', '/'))
          .resolve("JavaExamplesITCase.java");

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @TempDir Path lake;
  private long jobId;

  @BeforeEach
  void job() throws IOException {
    milvus.restart(builder -> builder.indexBuildTime(Duration.ZERO));
    milvus.server().createIndex(ScriptedMilvus.COLLECTION, "vector");
    jobId = milvus.refresh().complete().jobId();
    Files.writeString(lake.resolve("docs.txt"), "here\n");
  }

  /** Whether a block that says so runs on this Flink, and ends. */
  private static boolean ends(String about) {
    return about.isEmpty()
        || (about.startsWith("from ")
            && FlinkVersion.byCode(about.substring("from ".length())).isPresent());
  }

  private static Page page() {
    return Page.of(PAGE, DocumentationITCase::ends);
  }

  private static Page commits() {
    return page().section("Refresh after a sink's commit");
  }

  private static Page readme(Predicate<String> subject) {
    return Page.of("README.md", subject).section("Flink");
  }

  @Test
  void everyStatementOfThePageRuns() throws Exception {
    List<String> statements = new ArrayList<>(page().statements());
    statements.removeAll(commits().statements());
    assertThat(statements).hasSizeGreaterThan(35);
    runAll(statements);
  }

  /** On a server of its own: what it refreshes, it does when the statements have returned. */
  @Test
  void everyStatementOfRefreshesAfterCommitsRuns() throws Exception {
    List<String> statements = commits().statements();
    assertThat(statements).hasSize(2);
    runAll(statements);
    Eventually.until("a refresh is started", () -> milvus.latestJob().jobId() != jobId);
  }

  @Test
  void everyStatementOfTheReadmeRuns() throws Exception {
    List<String> statements = readme(DocumentationITCase::ends).statements();
    assertThat(statements).hasSizeGreaterThan(4);
    runAll(statements);
  }

  private void runAll(List<String> statements) throws Exception {
    Sql sql = Sql.streaming();
    for (String statement : statements) {
      assertThat(run(sql, here(statement))).as(statement).isNotEmpty();
    }
  }

  @Test
  void anAlertIsRaised() throws Exception {
    List<String> statements = Page.of(PAGE, "streaming"::equals).statements();
    assertThat(statements).hasSize(2);
    Sql sql = Sql.streaming();
    sql.run(here(statements.get(0)));
    JobControl job = milvus.refresh().inProgress(40);
    try (RunningQuery query = sql.follow(here(statements.get(1)))) {
      Eventually.until("the jobs are watched", () -> milvus.lists() > 0);
      job.fail("no files");
      Row alert = query.next();
      alert.setKind(RowKind.INSERT);
      assertThat(alert).isEqualTo(Row.of(job.jobId(), "docs", "no files"));
    }
  }

  /** As by somebody who names a server, a job and a source that there are. */
  private String here(String statement) {
    return statement
        .replace("http://localhost:19530", milvus.uri())
        .replace("MILVUS_TOKEN", "MILVUS_TEST_TOKEN")
        .replace("465787408941891028", Long.toString(jobId))
        .replace("s3://lake/docs/", lake.toUri().toString())
        .replace("'poll.interval' = '5s'", "'poll.interval' = '500ms'");
  }

  /** The server's jobs stand still until they are moved. */
  private List<Row> run(Sql sql, String statement) throws Exception {
    if (!statement.contains("`refresh`(")) {
      return sql.run(statement);
    }
    CompletableFuture<List<Row>> call = CompletableFuture.supplyAsync(() -> sql.run(statement));
    Eventually.until(
        "it returns",
        () -> {
          milvus.completeActiveJob();
          return call.isDone();
        });
    milvus.completeActiveJob();
    return call.get();
  }

  @Test
  void javaIsThatOfTheExamples() throws IOException {
    String examples =
        withoutLayout(Files.readString(EXAMPLES)).replace("MILVUS_TEST_TOKEN", "MILVUS_TOKEN");
    assertThat(
            Stream.of(Page.of(PAGE, String::isEmpty), readme(String::isEmpty))
                .flatMap(page -> page.blocks("java").stream()))
        .hasSizeGreaterThan(4)
        .allSatisfy(block -> assertThat(examples).contains(withoutLayout(block)));
  }

  private static String withoutLayout(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining()).replace(" ", "");
  }
}
