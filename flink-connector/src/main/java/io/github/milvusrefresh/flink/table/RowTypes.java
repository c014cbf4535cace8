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
package io.github.milvusrefresh.flink.table;

import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * The columns of core, once more as Flink's annotations need them: constants. A test compares them
 * with {@link io.github.milvusrefresh.core.sql.Columns}.
 *
 * <p>All can be NULL as far as Flink is told: 1.20 refuses to plan a {@code LEFT JOIN LATERAL} to a
 * column that cannot ("failed to preserve datatypes").
 */
final class RowTypes {

  private static final String JOB_FIELDS =
      "job_id BIGINT, collection_name STRING, state STRING, progress INT, reason STRING,"
          + " external_source STRING, external_spec STRING, start_time TIMESTAMP_LTZ(3),"
          + " end_time TIMESTAMP_LTZ(3), duration_ms BIGINT";

  static final String JOB = "ROW<" + JOB_FIELDS + ">";

  static final String AWAITED_JOB =
      "ROW<" + JOB_FIELDS + ", outcome STRING, waited_ms BIGINT, polls INT>";

  private RowTypes() {}

  static Row row(@Nullable Object[] values) {
    return Row.of(values);
  }
}
