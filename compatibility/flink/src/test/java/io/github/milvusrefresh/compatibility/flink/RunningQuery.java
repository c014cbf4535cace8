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
package io.github.milvusrefresh.compatibility.flink;

import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A query that goes on until it is closed. */
final class RunningQuery implements AutoCloseable {

  private final CloseableIterator<Row> rows;

  RunningQuery(TableResult result) {
    this.rows = result.collect();
  }

  /** Waits for the next row. */
  Row next() {
    return rows.next();
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (Exception e) {
      throw new AssertionError("The query cannot be closed.", e);
    }
  }
}
