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
import java.time.Duration;

/** The job took suspiciously long, and the wait was told to give up then. The job may still run. */
public final class JobStalledException extends MilvusRefreshException {

  private static final long serialVersionUID = 1L;

  /**
   * Reports a job that is suspected to be stuck.
   *
   * @param job the last good answer about it
   * @param unchangedFor how long its state, progress and reason have been the same
   */
  public JobStalledException(RefreshJob job, Duration unchangedFor) {
    super(ErrorCode.JOB_STALLED, message(job, unchangedFor), Details.ofJob(job));
  }

  private static String message(RefreshJob job, Duration unchangedFor) {
    return "Refresh job %d of collection '%s' may be stuck: %s at %d %%, unchanged for %s, %s. "
            .formatted(
                job.jobId(),
                job.collectionName(),
                job.state(),
                job.progress(),
                DurationText.of(unchangedFor),
                job.reason().isEmpty() ? "no reason given" : "reason: " + job.reason())
        + "It may still run; look at the server, or await it again.";
  }
}
