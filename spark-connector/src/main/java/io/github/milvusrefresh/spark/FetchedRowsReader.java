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
