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
package io.github.milvusrefresh.embedded.internal.model;

/**
 * How far an index is at one moment.
 *
 * @param totalRows the rows of all segments
 * @param pendingRows the rows of those without the index
 * @param state in progress, finished or failed
 * @param failReason why it failed; usually empty
 */
public record IndexProgress(long totalRows, long pendingRows, IndexState state, String failReason) {

  /** Milvus derives the state from the segments: with none, there is nothing left to do. */
  public static IndexProgress of(long totalRows, long pendingRows) {
    IndexState state = pendingRows == 0 ? IndexState.FINISHED : IndexState.IN_PROGRESS;
    return new IndexProgress(totalRows, pendingRows, state, "");
  }

  /** The rows of a failed build stay pending for ever. */
  public static IndexProgress failed(long totalRows, String reason) {
    return new IndexProgress(totalRows, totalRows, IndexState.FAILED, reason);
  }

  public long indexedRows() {
    return totalRows - pendingRows;
  }

  /** Returns 0.0 to 1.0. */
  double done() {
    return totalRows == 0 ? 1 : (double) indexedRows() / totalRows;
  }
}
