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
package io.github.milvusrefresh.embedded.internal.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refresh job at one moment. Each transition returns the job after it.
 *
 * @param submission what was asked
 * @param phase where the work stands
 * @param state the number on the wire
 * @param progress 0 to 100; 100 only when completed
 * @param reason why it failed, or what troubles it; usually empty
 * @param finishedTasks how many tasks are done
 * @param totalTasks how many there are; 0 until planned
 * @param endTime when it ended; null until then
 */
public record Job(
    Submission submission,
    JobPhase phase,
    int state,
    int progress,
    String reason,
    int finishedTasks,
    int totalTasks,
    @Nullable Instant endTime) {

  private static final int MOST_BEFORE_THE_END = 99;
  private static final int INDEXING_FLOOR = 90;

  public static Job submitted(Submission submission) {
    return new Job(submission, JobPhase.PLANNING, WireState.PENDING, 0, "", 0, 0, null);
  }

  /** For the log of the server. */
  @Override
  public String toString() {
    String what =
        "%s: %s, %d %%, %d of %d tasks"
            .formatted(submission, WireState.name(state), progress, finishedTasks, totalTasks);
    return reason.isEmpty() ? what : what + ", " + reason;
  }

  public long id() {
    return submission.jobId();
  }

  public boolean ended() {
    return phase == JobPhase.ENDED;
  }

  public boolean allTasksFinished() {
    return finishedTasks == totalTasks;
  }

  public Job planned(int tasks) {
    return new Job(submission, JobPhase.RUNNING, WireState.IN_PROGRESS, 0, "", 0, tasks, null);
  }

  public Job taskFinished() {
    int finished = finishedTasks + 1;
    int percent = Math.min(MOST_BEFORE_THE_END, 100 * finished / totalTasks);
    return new Job(submission, phase, state, percent, reason, finished, totalTasks, null);
  }

  /** The data is applied; {@code indexed} of 1.0 of its indexes are built. */
  public Job indexing(double indexed) {
    int percent = Math.min(MOST_BEFORE_THE_END, INDEXING_FLOOR + (int) (10 * indexed));
    return new Job(
        submission,
        JobPhase.INDEXING,
        WireState.IN_PROGRESS,
        percent,
        reason,
        finishedTasks,
        totalTasks,
        null);
  }

  public Job completed(Instant now) {
    return ended(WireState.COMPLETED, 100, "", now);
  }

  /** Failed jobs keep the progress they had. */
  public Job failed(String why, Instant now) {
    return ended(WireState.FAILED, progress, why, now);
  }

  /** What a job shows that is moved by hand; it may be anything. */
  public Job scripted(int shownState, int shownProgress, String shownReason) {
    return new Job(
        submission,
        JobPhase.SCRIPTED,
        shownState,
        shownProgress,
        shownReason,
        finishedTasks,
        totalTasks,
        null);
  }

  public Job troubledBy(String trouble) {
    return new Job(submission, phase, state, progress, trouble, finishedTasks, totalTasks, null);
  }

  /** Fails as Milvus does when the time allowed since its start has passed. */
  public Job timedOut(Instant now) {
    return failed(timeoutReason(), now);
  }

  public Instant deadline(Duration timeout) {
    return submission.startTime().plus(timeout);
  }

  private String timeoutReason() {
    if (phase == JobPhase.INDEXING) {
      return "timeout waiting for indexes: the refreshed data is applied and serving, but its"
          + " indexes did not finish within dataCoord.externalCollectionJobTimeout.";
    }
    return reason.isEmpty() ? "timeout" : "timeout, last failure: " + reason;
  }

  private Job ended(int how, int lastProgress, String why, Instant now) {
    Instant end = now.isBefore(submission.startTime()) ? submission.startTime() : now;
    return new Job(
        submission, JobPhase.ENDED, how, lastProgress, why, finishedTasks, totalTasks, end);
  }
}
