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
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.compatibility.support.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/spark.md and the README tell users of Spark to write works as it is written. */
class DocumentationITCase {

  private static final String ID = "465787408941891028";
  private static final String SOURCE = "s3://lake/docs/";
  private static final String RUNNING =
      "SELECT 1 FROM milvus_refresh_jobs() WHERE state IN ('RefreshPending', 'RefreshInProgress')";
  private static final String PACKAGE = "io/github/milvusrefresh/compatibility/spark/";

  @RegisterExtension final SparkOnMilvus env = DocumentedCollections.server();

  @TempDir Path lake;
  private long jobId;

  @BeforeEach
  void collections() {
    DocumentedCollections.create(env, lake);
    jobId = env.milvus().refresh("news");
  }

  private static Page page() {
    return Page.of("docs/spark.md", SparkVersion::isIn);
  }

  private static Page readme() {
    return Page.of("README.md", SparkVersion::isIn).section("Spark");
  }

  @Test
  void everyStatementOfThePageRuns() {
    List<String> statements = page().statements();

    assertThat(statements).hasSizeGreaterThan(30);
    statements.forEach(this::run);
  }

  @Test
  void everyStatementOfTheReadmeRuns() {
    List<String> statements = readme().statements();

    assertThat(statements).hasSizeGreaterThan(6);
    statements.forEach(this::run);
  }

  /** As by somebody who names a job and a source that there are, and waits for jobs that run. */
  private void run(String statement) {
    Eventually.until("no job runs", () -> env.rows(RUNNING).isEmpty());

    String here = statement.replace(ID, Long.toString(jobId)).replace(SOURCE, source());
    AtomicReference<List<Row>> rows = new AtomicReference<>();
    assertThatCode(() -> rows.set(env.rows("%s", here))).as(statement).doesNotThrowAnyException();

    assertThat(rows.get().isEmpty()).as(statement).isEqualTo(givesNoRow(statement));
  }

  private String source() {
    return lake.resolve("docs").toUri().toString();
  }

  private static boolean givesNoRow(String statement) {
    return statement.matches("(?s)(CREATE|DECLARE|SET VARIABLE|USE) .*|.* WHERE state .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "scala"})
  void codeIsThatOfTheExamples(String language) throws IOException {
    String name = language.equals("java") ? "JavaExamplesITCase" : "ScalaExamplesITCase";
    Path source = Path.of("../spark/src/test", language, PACKAGE, name + "." + language);
    String examples = withoutIndentation(Files.readString(source));

    assertThat(page().blocks(language))
        .isNotEmpty()
        .map(DocumentationITCase::withoutIndentation)
        .allSatisfy(block -> assertThat(examples).contains(block));
  }

  private static String withoutIndentation(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
