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

import io.github.milvusrefresh.core.CollectionName;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A refresh was asked for while another one of the same collection runs. */
public final class RefreshInProgressException extends MilvusRefreshException {

  private static final long serialVersionUID = 1L;

  /**
   * Reports an active job.
   *
   * @param collection the collection
   * @param activeJobId the active job; null if the server did not tell
   * @param status the server's answer
   */
  public RefreshInProgressException(
      CollectionName collection, @Nullable Long activeJobId, ServerStatus status) {
    super(
        ErrorCode.REFRESH_IN_PROGRESS,
        message(collection, activeJobId),
        new Details(activeJobId, null, status, null));
  }

  private static String message(CollectionName collection, @Nullable Long activeJobId) {
    String active = activeJobId == null ? "A refresh job" : "Refresh job " + activeJobId;
    return active
        + " of collection '"
        + collection
        + "' is in progress, and Milvus runs one at a time. It may have read an older state of the "
        + "source: await it, then refresh again, or refresh with if_running => 'queue'.";
  }

  /**
   * Returns the active job.
   *
   * @return its id; empty if the server did not tell
   */
  public OptionalLong activeJobId() {
    return jobId();
  }
}
