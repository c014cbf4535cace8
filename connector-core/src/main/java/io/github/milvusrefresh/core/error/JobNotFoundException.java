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
import io.github.milvusrefresh.core.RefreshJob;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The server does not know the job. It never existed, belongs to another server, or was dropped: a
 * second refresh of a collection can get an id that never becomes a job (milvus issue 49231).
 */
public final class JobNotFoundException extends MilvusRefreshException {

  private static final long serialVersionUID = 1L;

  private final @Nullable Long activeJobId;

  /**
   * Reports an unknown job.
   *
   * @param jobId the id that was asked for
   * @param activeJob a job that runs and may have displaced it; null if there is none
   * @param status the server's answer; null if the list told it
   */
  public JobNotFoundException(
      long jobId, @Nullable RefreshJob activeJob, @Nullable ServerStatus status) {
    super(
        ErrorCode.JOB_NOT_FOUND,
        message(jobId, activeJob),
        Details.ofJob(jobId, null).withStatus(status));
    this.activeJobId = activeJob == null ? null : activeJob.jobId();
  }

  private JobNotFoundException(CollectionName collection) {
    super(
        ErrorCode.JOB_NOT_FOUND,
        "Collection '"
            + collection
            + "' has no refresh job that the server remembers, which it does for 24 h after the "
            + "end: refresh it first.",
        Details.NONE);
    this.activeJobId = null;
  }

  /**
   * Reports a collection without a job.
   *
   * @param collection the collection
   * @return the exception
   */
  public static JobNotFoundException noJobOf(CollectionName collection) {
    return new JobNotFoundException(collection);
  }

  private static String message(long jobId, @Nullable RefreshJob activeJob) {
    if (activeJob == null) {
      return "The server does not know refresh job "
          + jobId
          + ". It never existed, was dropped, ended over 24 h ago, or belongs to another server; "
          + "see milvus_refresh_jobs().";
    }
    return "The server does not know refresh job %d. It may have been dropped in favour of job %d, "
            .formatted(jobId, activeJob.jobId())
        + "which is active for collection '%s'; await that one, then refresh again."
            .formatted(activeJob.collectionName());
  }

  /**
   * Returns the job that runs instead.
   *
   * @return its id; empty if none is active
   */
  public OptionalLong activeJobId() {
    return activeJobId == null ? OptionalLong.empty() : OptionalLong.of(activeJobId);
  }
}
