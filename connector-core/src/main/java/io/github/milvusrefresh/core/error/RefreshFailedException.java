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

import io.github.milvusrefresh.core.RefreshJob;

/** The server says that the job failed; the message holds the server's reason, verbatim. */
public final class RefreshFailedException extends MilvusRefreshException {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  /**
   * Reports a failed job.
   *
   * @param job the job in state {@code RefreshFailed}
   */
  public RefreshFailedException(RefreshJob job) {
    super(ErrorCode.REFRESH_FAILED, message(job), Details.ofJob(job));
    this.kind = FailureKind.ofReason(job.reason());
  }

  private RefreshFailedException(RefreshJob job, FailureKind kind, String message) {
    super(ErrorCode.REFRESH_FAILED, message, Details.ofJob(job));
    this.kind = kind;
  }

  /**
   * Reports an index that failed after its job completed.
   *
   * @param job the completed job
   * @param index the name of the index
   * @param reason the server's reason
   * @return an exception of kind {@link FailureKind#APPLIED_NOT_INDEXED}
   */
  public static RefreshFailedException ofIndex(RefreshJob job, String index, String reason) {
    return new RefreshFailedException(
        job,
        FailureKind.APPLIED_NOT_INDEXED,
        "Refresh job %d of collection '%s' completed, but index '%s' failed: %s. "
                .formatted(
                    job.jobId(),
                    job.collectionName(),
                    index,
                    reason.isEmpty() ? "the server gave no reason" : reason)
            + "The new data is live but not indexed; mend the index, do not refresh.");
  }

  private static String message(RefreshJob job) {
    return "Refresh job %d of collection '%s' failed at %d %%: %s. %s"
        .formatted(
            job.jobId(),
            job.collectionName(),
            job.progress(),
            job.reason().isEmpty() ? "the server gave no reason" : job.reason(),
            consequence(FailureKind.ofReason(job.reason())));
  }

  private static String consequence(FailureKind kind) {
    return switch (kind) {
      case FAILED -> "The previous snapshot stays; mend the source and refresh again.";
      case SERVER_TIMEOUT ->
          "The server's limit for a job passed; the previous snapshot stays; refresh again.";
      case APPLIED_NOT_INDEXED ->
          "The new data is live but not wholly indexed; wait for the indexes, do not refresh.";
    };
  }

  /**
   * Returns what the failure means for the data.
   *
   * @return the kind, by the server's reason
   */
  public FailureKind kind() {
    return kind;
  }
}
