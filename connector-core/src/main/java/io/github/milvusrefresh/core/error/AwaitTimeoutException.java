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
import org.jspecify.annotations.Nullable;

/** The deadline of a wait passed. The job may still run: nothing was cancelled. */
public final class AwaitTimeoutException extends MilvusRefreshException {

  private static final long serialVersionUID = 1L;

  /**
   * Reports a wait that ended before its job.
   *
   * @param jobId the job
   * @param lastJob the last good answer; null if there was none
   * @param timeout the total timeout of the wait
   * @param answerAge the age of the last good answer; null if there was none
   * @param lastTrouble the last error while polling, in words; null if the last poll went well
   */
  public AwaitTimeoutException(
      long jobId,
      @Nullable RefreshJob lastJob,
      Duration timeout,
      @Nullable Duration answerAge,
      @Nullable String lastTrouble) {
    super(
        ErrorCode.AWAIT_TIMEOUT,
        message(jobId, lastJob, timeout, answerAge, lastTrouble),
        Details.ofJob(jobId, lastJob));
  }

  private static String message(
      long jobId,
      @Nullable RefreshJob lastJob,
      Duration timeout,
      @Nullable Duration answerAge,
      @Nullable String lastTrouble) {
    return "Refresh job %d did not end within %s. %s%s The job may still run; await it again with "
            .formatted(
                jobId,
                DurationText.of(timeout),
                lastSeen(lastJob, answerAge),
                lastTrouble == null ? "" : " Last trouble: " + lastTrouble + ".")
        + "await_refresh(job_id => "
        + jobId
        + "), or raise timeout.";
  }

  private static String lastSeen(@Nullable RefreshJob job, @Nullable Duration age) {
    if (job == null || age == null) {
      return "The server gave no good answer.";
    }
    return "Last seen %s ago: %s of collection '%s' at %d %%, %s."
        .formatted(
            DurationText.of(age),
            job.state(),
            job.collectionName(),
            job.progress(),
            job.reason().isEmpty() ? "no reason given" : "reason: " + job.reason());
  }
}
