package io.github.milvusrefresh.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.StructType;

/** The rows that a procedure has returned. */
final class ProcedureResult implements LocalScan {

  private final StructType schema;
  private final InternalRow[] rows;

  ProcedureResult(StructType schema, InternalRow[] rows) {
    this.schema = schema;
    this.rows = rows;
  }

  @Override
  public StructType readSchema() {
    return schema;
  }

  @Override
  public InternalRow[] rows() {
    return rows;
  }
}
