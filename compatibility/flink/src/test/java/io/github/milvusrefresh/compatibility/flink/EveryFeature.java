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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One query that waits at a gate, calls a table function, looks jobs up and reads their table. */
final class EveryFeature {

  static final String QUERY =
      "SELECT f.job_id, f.state, j.state FROM gated AS g CROSS JOIN"
          + " LATERAL TABLE(milvus_refresh_job(g.job_id)) AS f"
          + " JOIN jobs FOR SYSTEM_TIME AS OF g.pt AS j ON j.job_id = g.job_id"
          + " UNION ALL SELECT job_id, state, 'listed' FROM jobs";

  private EveryFeature() {}

  /**
   * Declares in a session what the query names, with the module and the catalog.
   *
   * @param connection the options of the connection, everywhere
   * @param jobId what the gate waits for, and is then shown for each of ten numbers
   */
  static Sql declare(Sql sql, Map<String, String> connection, long jobId) {
    sql.connect(connection);
    sql.run(
        "CREATE TABLE gated (n BIGINT, tenfold BIGINT, pt AS PROCTIME(),"
            + (" job_id AS n - n + CAST(" + jobId + " AS BIGINT))")
            + with(
                connection,
                Map.of(
                    "connector", "milvus-refresh-gated",
                    "gate.job-id", Long.toString(jobId),
                    "source.connector", "numbers")));
    sql.run(
        "CREATE TABLE jobs ("
            + JobsTable.ALL_COLUMNS
            + ")"
            + with(connection, Map.of("connector", "milvus-refresh-jobs")));
    return sql;
  }

  private static String with(Map<String, String> connection, Map<String, String> more) {
    Map<String, String> options = new LinkedHashMap<>(connection);
    options.putAll(more);
    return options.entrySet().stream()
        .map(option -> "'" + option.getKey() + "' = '" + option.getValue() + "'")
        .collect(Collectors.joining(", ", " WITH (", ")"));
  }
}
