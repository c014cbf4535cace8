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
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A session with catalog and module. */
final class Sql {

  private final TableEnvironment session;

  private Sql(TableEnvironment session) {
    this.session = session;
    session.getConfig().set("parallelism.default", "1");
  }

  static Sql batch() {
    return over(TableEnvironment.create(EnvironmentSettings.inBatchMode()));
  }

  static Sql streaming() {
    return over(TableEnvironment.create(EnvironmentSettings.inStreamingMode()));
  }

  static Sql over(TableEnvironment session) {
    return new Sql(session);
  }

  Sql connect(Map<String, String> options) {
    run("CREATE CATALOG milvus_refresh WITH ('type' = 'milvus-refresh', " + text(options) + ")");
    run("LOAD MODULE `milvus-refresh` WITH (" + text(options) + ")");
    return this;
  }

  private static String text(Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> "'" + option.getKey() + "' = '" + option.getValue() + "'")
        .collect(Collectors.joining(", "));
  }

  TableEnvironment session() {
    return session;
  }

  List<Row> run(String statement) {
    CloseableIterator<Row> result = session.executeSql(statement).collect();
    List<Row> rows = new ArrayList<>();
    result.forEachRemaining(rows::add);
    return rows;
  }

  RunningQuery follow(String query) {
    return new RunningQuery(session.executeSql(query));
  }

  /** The only row, by the names of its columns. */
  Map<String, Object> one(String statement) {
    TableResult result = session.executeSql(statement);
    List<String> names = result.getResolvedSchema().getColumnNames();
    List<Row> rows = new ArrayList<>();
    result.collect().forEachRemaining(rows::add);
    assertThat(rows).hasSize(1);
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), rows.get(0).getField(i));
    }
    return values;
  }

  /** The message that the SQL client prints: that of the root cause. */
  String error(String statement) {
    return rootMessage(catchThrowable(() -> run(statement)));
  }

  static String rootMessage(Throwable error) {
    if (error == null) {
      throw new AssertionError("The statement succeeded.");
    }
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
