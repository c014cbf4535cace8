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
package io.github.milvusrefresh.core;

/** What a refresh does when another one of the collection runs: Milvus allows one at a time. */
public enum IfRunning {
  /** Fails with {@code [REFRESH_IN_PROGRESS]}, which names the active job. */
  FAIL,
  /**
   * Takes the active job for its own. It may have read the source before the caller's last write;
   * for a gate on freshness use {@link #QUEUE}.
   */
  ATTACH,
  /** Waits until the active job ended, however it ended, and then refreshes. */
  QUEUE
}
