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

import io.github.milvusrefresh.core.sql.Column;
import io.github.milvusrefresh.core.sql.SqlType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Renders the types, columns and rows of the core as Spark's. */
final class SparkRows {

  private SparkRows() {}

  static DataType type(SqlType type) {
    return switch (type) {
      case BIGINT -> DataTypes.LongType;
      case INT -> DataTypes.IntegerType;
      case STRING -> DataTypes.StringType;
      case BOOLEAN -> DataTypes.BooleanType;
      case TIMESTAMP -> DataTypes.TimestampType;
    };
  }

  static StructType schema(List<Column> columns) {
    StructType schema = new StructType();
    for (Column column : columns) {
      schema = schema.add(column.name(), type(column.type()), column.nullable(), column.comment());
    }
    return schema;
  }

  static InternalRow[] rows(List<@Nullable Object[]> rows) {
    return rows.stream().map(SparkRows::row).toArray(InternalRow[]::new);
  }

  private static InternalRow row(@Nullable Object[] values) {
    return new GenericInternalRow(Arrays.stream(values).map(SparkRows::internal).toArray());
  }

  private static @Nullable Object internal(@Nullable Object value) {
    if (value instanceof String text) {
      return UTF8String.fromString(text);
    }
    if (value instanceof Instant instant) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
    return value;
  }
}
