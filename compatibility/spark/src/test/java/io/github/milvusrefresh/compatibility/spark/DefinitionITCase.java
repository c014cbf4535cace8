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

import io.github.milvusrefresh.core.sql.Column;
import io.github.milvusrefresh.core.sql.Routine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Spark shows is what the core defines, for every engine alike. */
class DefinitionITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @Test
  void proceduresReturnTheColumns() {
    String id = env.row("CALL milvus_refresh.sys.refresh('docs')").getAs("job_id").toString();

    assertColumns("CALL milvus_refresh.sys.refresh_job('%s')", id, Routine.REFRESH_JOB);
    assertColumns("CALL milvus_refresh.sys.refresh_jobs()", id, Routine.REFRESH_JOBS);
    env.milvus().job(Long.parseLong(id)).complete();
    assertColumns("CALL milvus_refresh.sys.await_refresh('%s')", id, Routine.AWAIT_REFRESH);
    assertColumns("CALL milvus_refresh.sys.refresh('docs')", id, Routine.REFRESH);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFRESH")
  void functionsHaveTheArgumentsAndColumns(Routine routine) {
    String arguments =
        routine.functionArguments().stream()
            .map(argument -> argument.name() + " => '1'")
            .collect(Collectors.joining(", "));

    assertColumns(
        "SELECT * FROM " + routine.functionName().orElseThrow() + "(" + arguments + ")",
        "",
        routine);
    assertThat(env.calls()).isZero();
  }

  @Test
  void theTableHasTheColumns() {
    assertColumns("SELECT * FROM milvus_refresh.sys.refresh_jobs", "", Routine.REFRESH_JOBS);
  }

  private void assertColumns(String query, String jobId, Routine routine) {
    StructType schema = env.sql(query, jobId).schema();
    assertThat(Arrays.stream(schema.fields()).map(f -> f.name() + " " + f.dataType().sql()))
        .containsExactlyElementsOf(expected(routine.columns()));
  }

  private static List<String> expected(List<Column> columns) {
    return columns.stream().map(column -> column.name() + " " + column.type()).toList();
  }

  @Test
  void timesAreInUtc() {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).complete();

    var row =
        env.row(
            "SELECT abs(unix_millis(end_time) - unix_millis(now())) < 60000,"
                + " unix_millis(end_time) - unix_millis(start_time) = duration_ms"
                + " FROM milvus_refresh_job(%s)",
            jobId);

    assertThat(row.getBoolean(0)).isTrue();
    assertThat(row.getBoolean(1)).isTrue();
  }
}
