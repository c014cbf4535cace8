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
package io.github.milvusrefresh.benchmarks.flink;

import java.util.Locale;
import java.util.Set;

/** How a stream of job ids is joined with their jobs. */
enum Join {
  /** Asynchronous. */
  LOOKUP(
      16,
      20_000,
      """
      SELECT r.job_id, j.state
        FROM requests AS r
        JOIN milvus.sys.refresh_jobs FOR SYSTEM_TIME AS OF r.pt AS j ON r.job_id = j.job_id
      """),

  /** One row after the other. */
  LATERAL(
      1,
      5_000,
      """
      SELECT r.job_id, j.state
        FROM requests AS r, LATERAL TABLE(milvus.sys.milvus_refresh_job(r.job_id)) AS j
      """),

  /** Asynchronous, from Flink 2.2 on. */
  ASYNC_LATERAL(
      16,
      20_000,
      """
      SELECT r.job_id, j.state
        FROM requests AS r, LATERAL TABLE(milvus.sys.milvus_refresh_job_async(r.job_id)) AS j
      """);

  private static final Set<String> LINES_WITHOUT_ASYNC_TABLE_FUNCTIONS =
      Set.of("1.20", "2.0", "2.1");

  private static final double NANOS_PER_SECOND = 1e9;

  private final int inFlight;
  private final int rowsOfATurn;
  private final String sql;

  Join(int inFlight, int rowsOfATurn, String sql) {
    this.inFlight = inFlight;
    this.rowsOfATurn = rowsOfATurn;
    this.sql = sql;
  }

  /** Whether this line of Flink has it. */
  boolean isIn(String line) {
    return this != ASYNC_LATERAL || !LINES_WITHOUT_ASYNC_TABLE_FUNCTIONS.contains(line);
  }

  int inFlight() {
    return inFlight;
  }

  /** How many are timed together. */
  int rowsOfATurn() {
    return rowsOfATurn;
  }

  String sql() {
    return sql;
  }

  double rate(long nanosOfATurn) {
    return rowsOfATurn * NANOS_PER_SECOND / nanosOfATurn;
  }

  String figure() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
