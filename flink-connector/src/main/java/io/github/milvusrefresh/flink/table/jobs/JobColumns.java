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
package io.github.milvusrefresh.flink.table.jobs;

import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.Columns;
import io.github.milvusrefresh.core.sql.SqlType;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** Which columns of a job a table has, by their positions in {@link Columns#JOB}. Immutable. */
final class JobColumns implements Serializable {

  static final String JOB_ID = "job_id";
  static final String COLLECTION_NAME = "collection_name";

  private static final long serialVersionUID = 1L;

  /** The server's clock counts milliseconds. */
  private static final int PRECISION = 3;

  private final int[] positions;

  private JobColumns(int[] positions) {
    this.positions = positions;
  }

  /**
   * Reads the columns of a table.
   *
   * @throws InvalidArgumentException if one has a name or a type that no column of a job has
   */
  static JobColumns of(ResolvedSchema schema) {
    return new JobColumns(
        schema.getColumns().stream()
            .filter(Column::isPhysical)
            .mapToInt(JobColumns::position)
            .toArray());
  }

  private static int position(Column declared) {
    int position =
        IntStream.range(0, Columns.JOB.size())
            .filter(i -> Columns.JOB.get(i).name().equals(declared.getName()))
            .findFirst()
            .orElseThrow(() -> noColumn(declared.getName()));
    requireType(declared, Columns.JOB.get(position));
    return position;
  }

  private static InvalidArgumentException noColumn(String name) {
    return InvalidArgumentException.of(
        name,
        "A refresh job has no column '%s': expected one of %s."
            .formatted(
                name,
                Columns.JOB.stream()
                    .map(io.github.milvusrefresh.core.sql.Column::name)
                    .collect(Collectors.joining(", "))));
  }

  private static void requireType(Column declared, io.github.milvusrefresh.core.sql.Column column) {
    LogicalType given = declared.getDataType().getLogicalType();
    LogicalType right = type(column.type()).getLogicalType();
    boolean isLongerTimestamp =
        given instanceof LocalZonedTimestampType timestamp && timestamp.getPrecision() >= PRECISION;
    boolean isSame =
        given.copy(true).equals(right) || (column.type() == SqlType.TIMESTAMP && isLongerTimestamp);
    if (!isSame || (column.nullable() && !given.isNullable())) {
      throw InvalidArgumentException.of(
          column.name(),
          "Column '%s' has the type %s: expected %s."
              .formatted(column.name(), given.asSummaryString(), right.asSummaryString()));
    }
  }

  /** Returns the type of a column, nullable. */
  static DataType type(SqlType type) {
    return switch (type) {
      case BIGINT -> DataTypes.BIGINT();
      case INT -> DataTypes.INT();
      case STRING -> DataTypes.STRING();
      case BOOLEAN -> DataTypes.BOOLEAN();
      case TIMESTAMP -> DataTypes.TIMESTAMP_LTZ(PRECISION);
    };
  }

  static Schema schema() {
    Schema.Builder schema = Schema.newBuilder();
    for (io.github.milvusrefresh.core.sql.Column column : Columns.JOB) {
      DataType type = type(column.type());
      schema
          .column(column.name(), column.nullable() ? type : type.notNull())
          .withComment(column.comment());
    }
    return schema.primaryKey(JOB_ID).build();
  }

  /** Keeps some columns, in the order of the paths. */
  JobColumns project(int[][] paths) {
    return new JobColumns(Arrays.stream(paths).mapToInt(path -> positions[path[0]]).toArray());
  }

  /** Reads a column of this name from where it is in a row. */
  static RowData.FieldGetter getter(String name, int index) {
    SqlType type =
        Columns.JOB.stream()
            .filter(column -> column.name().equals(name))
            .findFirst()
            .orElseThrow()
            .type();
    return RowData.createFieldGetter(type(type).getLogicalType(), index);
  }

  String name(int index) {
    return Columns.JOB.get(positions[index]).name();
  }

  List<String> names() {
    return IntStream.range(0, positions.length).mapToObj(this::name).toList();
  }

  RowData row(RefreshJob job) {
    @Nullable Object[] values = Columns.row(job);
    return GenericRowData.of(
        Arrays.stream(positions).mapToObj(position -> internal(values[position])).toArray());
  }

  private static @Nullable Object internal(@Nullable Object value) {
    if (value instanceof String text) {
      return StringData.fromString(text);
    }
    return value instanceof Instant time ? TimestampData.fromInstant(time) : value;
  }
}
