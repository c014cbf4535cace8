package io.github.milvusrefresh.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;

/** Rows that the driver has fetched, on their way to a task. */
final class FetchedRows implements InputPartition {

  private static final long serialVersionUID = 1L;

  private final InternalRow[] rows;

  FetchedRows(InternalRow[] rows) {
    this.rows = rows;
  }

  InternalRow[] rows() {
    return rows;
  }
}
