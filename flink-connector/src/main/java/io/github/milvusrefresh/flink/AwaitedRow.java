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
package io.github.milvusrefresh.flink;

import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.sql.Column;
import io.github.milvusrefresh.core.sql.Columns;
import io.github.milvusrefresh.core.sql.SqlType;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;

/** The end of a wait as a row of a stream. */
final class AwaitedRow {

  /** The columns of {@code await_refresh}, by name. */
  static final TypeInformation<Row> TYPE =
      Types.ROW_NAMED(
          Columns.AWAITED_JOB.stream().map(Column::name).toArray(String[]::new),
          Columns.AWAITED_JOB.stream()
              .map(column -> typeOf(column.type()))
              .toArray(TypeInformation<?>[]::new));

  private AwaitedRow() {}

  static Row of(AwaitResult result) {
    return Row.of(Columns.row(result));
  }

  private static TypeInformation<?> typeOf(SqlType type) {
    return switch (type) {
      case BIGINT -> Types.LONG;
      case INT -> Types.INT;
      case STRING -> Types.STRING;
      case BOOLEAN -> Types.BOOLEAN;
      case TIMESTAMP -> Types.INSTANT;
    };
  }
}
