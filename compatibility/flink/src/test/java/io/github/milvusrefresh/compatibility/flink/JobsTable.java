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

/** Statements that create the table {@code jobs}. */
final class JobsTable {

  static final String ALL_COLUMNS =
      "job_id BIGINT, collection_name STRING, state STRING, progress INT, reason STRING,"
          + " external_source STRING, external_spec STRING, start_time TIMESTAMP_LTZ(3),"
          + " end_time TIMESTAMP_LTZ(3), duration_ms BIGINT";

  static final String KEY = ", PRIMARY KEY (job_id) NOT ENFORCED";

  private JobsTable() {}

  /** The options begin with a comma. */
  static String create(String columns, String uri, String options) {
    return "CREATE TEMPORARY TABLE jobs ("
        + columns
        + ") WITH ('connector' = 'milvus-refresh-jobs', 'uri' = '"
        + uri
        + "'"
        + options
        + ")";
  }
}
