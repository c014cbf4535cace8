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
package io.github.milvusrefresh.core.error;

/** What a failed job means for the data. */
public enum FailureKind {
  /** The refresh failed; the previous snapshot stays. */
  FAILED,
  /** The server's own limit for a job passed; the previous snapshot stays. */
  SERVER_TIMEOUT,
  /**
   * The new data is live, but its indexes did not finish in time. Milvus says so by a reason that
   * starts with {@code timeout waiting for indexes} (milvus pull request 52717).
   */
  APPLIED_NOT_INDEXED;

  static FailureKind ofReason(String reason) {
    if (reason.startsWith("timeout waiting for indexes")) {
      return APPLIED_NOT_INDEXED;
    }
    return reason.startsWith("timeout") ? SERVER_TIMEOUT : FAILED;
  }
}
