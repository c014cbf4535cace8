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

  private AwaitTimeoutException(String message, Details details) {
    super(ErrorCode.AWAIT_TIMEOUT, message, details);
  }

  /**
   * Reports a wait that ended after its job, before the data was ready.
   *
   * @param job the completed job
   * @param stage what was missing, {@code indexed} or {@code loaded}
   * @param timeout the total timeout of the wait
   * @param lastSeen how far it had come, a clause
   * @param lastTrouble the last error while polling, in words; null if the last poll went well
   * @return the exception
   */
  public static AwaitTimeoutException ofReadiness(
      RefreshJob job,
      String stage,
      Duration timeout,
      String lastSeen,
      @Nullable String lastTrouble) {
    return new AwaitTimeoutException(
        "Refresh job %d completed, but collection '%s' was not %s within %s: %s.%s Await it again "
                .formatted(
                    job.jobId(),
                    job.collectionName(),
                    stage,
                    DurationText.of(timeout),
                    lastSeen,
                    last(lastTrouble))
            + "with the same wait_for, or raise timeout.",
        Details.ofJob(job));
  }

  /**
   * Reports a wait that ended before the job of its collection was known.
   *
   * @param collection the collection
   * @param timeout the total timeout of the wait
   * @param lastTrouble the last error while polling, in words; null if there was no answer yet
   * @return the exception
   */
  public static AwaitTimeoutException ofCollection(
      CollectionName collection, Duration timeout, @Nullable String lastTrouble) {
    return new AwaitTimeoutException(
        "The server did not list the refresh jobs of collection '%s' within %s.%s Await it again, "
                .formatted(collection, DurationText.of(timeout), last(lastTrouble))
            + "or raise timeout.",
        Details.NONE);
  }

  /**
   * Reports a refresh that was not started, since it queued behind one that did not end.
   *
   * @param collection the collection
   * @param activeJobId the job that runs
   * @param lastJob the last good answer about it; null if there was none
   * @param timeout the total timeout of the refresh
   * @return the exception
   */
  public static AwaitTimeoutException inQueue(
      CollectionName collection, long activeJobId, @Nullable RefreshJob lastJob, Duration timeout) {
    return new AwaitTimeoutException(
        "No refresh of collection '%s' was started: refresh job %d runs, and did not end within %s; %s. "
                .formatted(
                    collection,
                    activeJobId,
                    DurationText.of(timeout),
                    lastJob == null
                        ? "the server gave no good answer"
                        : "last seen: " + at(lastJob))
            + "Await that one, then refresh again, or raise timeout.",
        Details.ofJob(activeJobId, lastJob));
  }

  private static String last(@Nullable String trouble) {
    return trouble == null ? "" : " Last trouble: " + trouble + (trouble.endsWith(".") ? "" : ".");
  }

  private static String message(
      long jobId,
      @Nullable RefreshJob lastJob,
      Duration timeout,
      @Nullable Duration answerAge,
      @Nullable String lastTrouble) {
    return "Refresh job %d did not end within %s. %s%s The job may still run; await it again with "
            .formatted(
                jobId, DurationText.of(timeout), lastSeen(lastJob, answerAge), last(lastTrouble))
        + "await_refresh(job_id => "
        + jobId
        + "), or raise timeout.";
  }

  private static String lastSeen(@Nullable RefreshJob job, @Nullable Duration age) {
    if (job == null || age == null) {
      return "The server gave no good answer.";
    }
    return "Last seen %s ago: %s.".formatted(DurationText.of(age), at(job));
  }

  private static String at(RefreshJob job) {
    return "%s of collection '%s' at %d %%, %s"
        .formatted(
            job.state(),
            job.collectionName(),
            job.progress(),
            job.reason().isEmpty() ? "no reason given" : "reason: " + job.reason());
  }
}
