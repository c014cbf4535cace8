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
import java.time.Instant;

/**
 * The job was seen and is gone: the outcome is unknown, neither success nor failure. Milvus removes
 * a job 24 h after its end ({@code dataCoord.externalCollectionJobRetention}).
 */
public final class JobExpiredException extends MilvusRefreshException {

  private static final long serialVersionUID = 1L;

  private static final String KEPT =
      "Its outcome is unknown: Milvus keeps a job for 24 h after its end. Look at the collection, or"
          + " refresh again.";

  /**
   * Reports a job that vanished.
   *
   * @param lastJob the last good answer about it
   */
  public JobExpiredException(RefreshJob lastJob) {
    super(ErrorCode.JOB_EXPIRED, message(lastJob), Details.ofJob(lastJob));
  }

  /**
   * Reports a job that the server no longer knows and that this wait never saw.
   *
   * @param jobId the job
   * @param submittedAt when its id was allocated, more than 24 h ago
   */
  public JobExpiredException(long jobId, Instant submittedAt) {
    super(
        ErrorCode.JOB_EXPIRED,
        "Refresh job %d was submitted at %s, by its id, and the server no longer knows it. "
                .formatted(jobId, submittedAt)
            + KEPT,
        Details.ofJob(jobId, null));
  }

  private static String message(RefreshJob job) {
    return "Refresh job %d of collection '%s' is gone; last seen %s at %d %%. "
            .formatted(job.jobId(), job.collectionName(), job.state(), job.progress())
        + KEPT;
  }
}
