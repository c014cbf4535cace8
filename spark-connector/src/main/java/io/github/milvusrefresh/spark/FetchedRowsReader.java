package io.github.milvusrefresh.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;

/** Reads fetched rows in a task. Not thread-safe. */
final class FetchedRowsReader implements PartitionReader<InternalRow> {

  private final InternalRow[] rows;
  private int position = -1;

  FetchedRowsReader(InternalRow[] rows) {
    this.rows = rows;
  }

  @Override
  public boolean next() {
    position++;
    return position < rows.length;
  }

  @Override
  public InternalRow get() {
    return rows[position];
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
