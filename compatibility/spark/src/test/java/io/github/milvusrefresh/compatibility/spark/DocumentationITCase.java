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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The SQL of docs/spark.md runs as it is written, but for the id of the job. */
class DocumentationITCase {

  private static final Path PAGE = Path.of("../../docs/spark.md");
  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final String ID = "465787408941891028";

  @RegisterExtension
  final SparkOnMilvus env =
      new SparkOnMilvus(
          milvus ->
              milvus.filesPerTask(1).planningDelay(Duration.ZERO).finalizationDelay(Duration.ZERO));

  @TempDir Path lake;

  @BeforeEach
  void aRealSource() {
    String source = lake.resolve("docs").toUri().toString();
    env.spark().range(100).write().parquet(source);
    env.milvus().dropCollection("docs");
    for (String collection : List.of("docs", "news")) {
      env.milvus().createExternalCollection(collection, source, "{\"format\":\"parquet\"}");
    }
  }

  @Test
  void everyStatementRuns() throws IOException {
    List<String> statements = statements();
    assertThat(statements).hasSizeGreaterThan(15);

    String jobId = Long.toString(env.milvus().refresh("news"));
    for (String statement : statements) {
      List<Row> rows = env.rows("%s", statement.replace(ID, jobId));

      assertThat(rows.isEmpty()).as(statement).isEqualTo(givesNoRow(statement));
    }
  }

  private static boolean givesNoRow(String statement) {
    return statement.startsWith("CREATE") || statement.contains("state <> 'RefreshCompleted'");
  }

  private static List<String> statements() throws IOException {
    Stream<String> blocks =
        BLOCK
            .matcher(Files.readString(PAGE))
            .results()
            .map(MatchResult::group)
            .map(b -> b.substring(7, b.length() - 3));
    return blocks.flatMap(block -> Arrays.stream(block.split(";"))).map(String::strip).toList();
  }
}
