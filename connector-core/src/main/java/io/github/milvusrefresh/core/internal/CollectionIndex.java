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
package io.github.milvusrefresh.core.internal;

/**
 * An index of a collection as the server describes it.
 *
 * @param state how far its building is
 * @param pendingRows rows that are not indexed yet
 * @param totalRows rows in all
 * @param failReason why it failed; empty unless it did
 */
public record CollectionIndex(
    String name, State state, long pendingRows, long totalRows, String failReason) {

  /** How far the building is. */
  public enum State {
    BUILDING,
    FINISHED,
    FAILED
  }

  /** Whether every row is indexed. */
  public boolean isFinished() {
    return state == State.FINISHED && pendingRows == 0;
  }

  /** Whether it never will be. */
  public boolean isFailed() {
    return state == State.FAILED;
  }
}
