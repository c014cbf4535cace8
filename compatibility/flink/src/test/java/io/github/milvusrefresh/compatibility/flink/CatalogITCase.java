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

import java.util.Map;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

/** The catalog and the module as SQL creates them; no server is needed for any of it. */
class CatalogITCase {

  private static final Map<String, String> OPTIONS = Map.of("uri", "http://localhost:1");

  private final Sql sql = Sql.streaming();

  @Test
  void missingUriIsNamed() {
    assertThat(sql.error("CREATE CATALOG c WITH ('type' = 'milvus-refresh')"))
        .contains("One or more required options are missing")
        .contains("uri");
    assertThat(sql.error("LOAD MODULE `milvus-refresh`"))
        .contains("One or more required options are missing")
        .contains("uri");
  }

  @Test
  void unknownOptionIsNamed() {
    String options = " WITH ('type' = 'milvus-refresh', 'uri' = 'http://h:1', 'tokn' = 'x')";
    assertThat(sql.error("CREATE CATALOG c" + options))
        .contains("Unsupported options found for 'milvus-refresh'");
    assertThat(sql.error("LOAD MODULE `milvus-refresh` WITH ('uri' = 'http://h:1', 'tokn' = 'x')"))
        .contains("Unsupported options found for 'milvus-refresh'");
  }

  @Test
  void wrongValueIsNamedByCore() {
    String options = "'uri' = 'http://h:1', 'await.timeout' = 'soon'";
    assertThat(sql.error("CREATE CATALOG c WITH ('type' = 'milvus-refresh', " + options + ")"))
        .contains("[INVALID_ARGUMENT] Argument 'await.timeout' is 'soon'");
    assertThat(sql.error("LOAD MODULE `milvus-refresh` WITH (" + options + ")"))
        .contains("[INVALID_ARGUMENT] Argument 'await.timeout' is 'soon'");
  }

  @Test
  void proceduresAreShown() {
    sql.connect(OPTIONS);
    sql.run("USE CATALOG milvus_refresh");
    assertThat(sql.run("SHOW CURRENT DATABASE")).containsExactly(Row.of("sys"));
    assertThat(sql.run("SHOW PROCEDURES"))
        .containsExactly(
            Row.of("await_refresh"),
            Row.of("refresh"),
            Row.of("refresh_job"),
            Row.of("refresh_jobs"));
    assertThat(sql.run("SHOW PROCEDURES FROM milvus_refresh.`system`")).hasSize(4);
  }

  @Test
  void functionsAreShown() {
    sql.connect(OPTIONS);
    assertThat(sql.run("SHOW FUNCTIONS"))
        .contains(
            Row.of("milvus_refresh_job"),
            Row.of("milvus_refresh_jobs"),
            Row.of("milvus_await_refresh"))
        .doesNotContain(Row.of("milvus_refresh"));
  }

  @Test
  void usersCanKeepTheirTablesInIt() {
    sql.connect(OPTIONS);
    sql.run("USE CATALOG milvus_refresh");
    sql.run("CREATE TEMPORARY VIEW ids AS SELECT 1 AS id");
    sql.run("CREATE TABLE t (id BIGINT) WITH ('connector' = 'blackhole')");
    assertThat(sql.run("SHOW TABLES"))
        .containsExactly(Row.of("ids"), Row.of("refresh_jobs"), Row.of("t"));
    assertThat(sql.run("SHOW DATABASES")).containsExactly(Row.of("sys"));
    sql.run("DROP TABLE t");
  }

  @Test
  void unknownProcedureIsRefused() {
    sql.connect(OPTIONS);
    assertThat(sql.error("CALL milvus_refresh.sys.refresh_all()"))
        .contains("No match found for function signature refresh_all()");
  }
}
