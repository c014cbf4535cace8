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
package io.github.milvusrefresh.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.sql.Routine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectRoutinesTest {

  @Test
  void namesWhatIsGivenAndLeavesOutTheRest() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("wait", true);
    arguments.put("collection", "docs");

    assertThat(ConnectRoutines.statement("milvus_refresh", Routine.REFRESH, arguments))
        .isEqualTo("CALL `milvus_refresh`.sys.refresh(collection => 'docs', wait => true)");
    assertThat(ConnectRoutines.statement("a`b", Routine.REFRESH_JOB, Map.of("job_id", 7L)))
        .isEqualTo("CALL `a``b`.sys.refresh_job(job_id => 7)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "{\"format\":\"parquet\",\"path\":\"c:\\\\data\"}",
        "it's",
        "\\'); DROP TABLE x; --",
        "two\nlines\tand a tab",
        "\\u0041 \\101 \\% \\_ \\n",
        "${env:HOME} costs $5",
        "ü 文 🙂",
        ""
      })
  void textReachesTheServerAsItIs(String text) {
    String statement =
        ConnectRoutines.statement("c", Routine.REFRESH, Map.of("external_spec", text));
    String literal =
        statement.substring(
            "CALL `c`.sys.refresh(external_spec => ".length(), statement.length() - 1);

    assertThat(literal).doesNotContain("$");
    assertThat(new CatalystSqlParser().parseExpression(literal).eval(null).toString())
        .isEqualTo(text);
  }
}
