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
