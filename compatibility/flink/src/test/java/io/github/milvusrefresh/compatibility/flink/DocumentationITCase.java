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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What docs/flink.md tells users to write works as it is written. */
class DocumentationITCase {

  private static final Path PAGE = Path.of("../../docs/flink.md");
  private static final Path EXAMPLES =
      Path.of(
              "../flink/src/test/java",
              DocumentationITCase.class.getPackageName().replace('.', '/'))
          .resolve("JavaExamplesITCase.java");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\n");
  private static final String TRIGGER = "RefreshExternalCollection";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @TempDir Path lake;
  private long jobId;

  @BeforeEach
  void job() throws IOException {
    jobId = milvus.refresh().complete().jobId();
    Files.writeString(lake.resolve("docs.txt"), "here\n");
  }

  private static List<String> blocks(String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(PAGE))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  @Test
  void everyStatementRuns() throws Exception {
    List<String> statements =
        blocks("sql").stream().flatMap(END_OF_STATEMENT::splitAsStream).toList();
    assertThat(statements).hasSizeGreaterThan(12);
    Sql sql = Sql.streaming();
    for (String statement : statements) {
      assertThat(run(sql, here(statement))).as(statement).isNotEmpty();
    }
  }

  /** As by somebody who names a server, a job and a source that there are. */
  private String here(String statement) {
    return statement
        .replace("http://localhost:19530", milvus.uri())
        .replace("MILVUS_TOKEN", "MILVUS_TEST_TOKEN")
        .replace("465787408941891028", Long.toString(jobId))
        .replace("s3://lake/docs/", lake.toUri().toString());
  }

  /** The server's jobs stand still until they are moved. */
  private List<Row> run(Sql sql, String statement) throws Exception {
    if (!statement.contains("`refresh`(")) {
      return sql.run(statement);
    }
    int before = milvus.server().calls(TRIGGER);
    CompletableFuture<List<Row>> call = CompletableFuture.supplyAsync(() -> sql.run(statement));
    Eventually.until("it is started", () -> milvus.server().calls(TRIGGER) > before);
    Eventually.until("it is waited for", () -> milvus.polls() > 0);
    milvus.latestJob().complete();
    return call.get();
  }

  @Test
  void javaIsThatOfTheExamples() throws IOException {
    String examples = withoutLayout(Files.readString(EXAMPLES));
    assertThat(blocks("java"))
        .isNotEmpty()
        .allSatisfy(block -> assertThat(examples).contains(withoutLayout(block)));
  }

  private static String withoutLayout(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining()).replace(" ", "");
  }
}
