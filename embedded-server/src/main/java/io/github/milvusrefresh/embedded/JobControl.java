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
package io.github.milvusrefresh.embedded;

import io.github.milvusrefresh.embedded.internal.model.Job;
import io.github.milvusrefresh.embedded.internal.model.JobBook;
import io.github.milvusrefresh.embedded.internal.model.JobScripts;
import io.github.milvusrefresh.embedded.internal.model.Publication;
import io.github.milvusrefresh.embedded.internal.model.WireState;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Moves one refresh job by hand. From the first move on, the server leaves the job alone, except
 * that its timeout and its retention still count. Thread-safe; each method returns this control.
 *
 * <p>Moves throw {@link IllegalStateException} once the job ended: like Milvus, the server never
 * changes a job after that.
 */
public final class JobControl {

  private static final long ROWS_OF_A_JOB = 1_000;

  private final long jobId;
  private final JobBook book;
  private final JobScripts scripts;
  private final Publication publication;
  private final InstantSource clock;

  JobControl(
      long jobId, JobBook book, JobScripts scripts, Publication publication, InstantSource clock) {
    this.jobId = jobId;
    this.book = book;
    this.scripts = scripts;
    this.publication = publication;
    this.clock = clock;
  }

  /**
   * Returns the id of the job.
   *
   * @return above 2^53
   */
  public long jobId() {
    return jobId;
  }

  /**
   * Shows the job as pending.
   *
   * @param reason what troubles the planning; empty for nothing
   * @return this control
   */
  public JobControl planning(String reason) {
    return change(job -> job.scripted(WireState.PENDING, 0, reason));
  }

  /**
   * Shows the job in progress. Any number goes, so progress can fall.
   *
   * @param progress usually 0 to 99
   * @return this control
   */
  public JobControl inProgress(int progress) {
    return change(job -> job.scripted(WireState.IN_PROGRESS, progress, ""));
  }

  /**
   * Changes the reason and nothing else: a job may have one while it runs.
   *
   * @param reason the text; empty for none
   * @return this control
   */
  public JobControl reason(String reason) {
    return change(job -> job.scripted(job.state(), job.progress(), reason));
  }

  /**
   * Shows any state, also one that no Milvus knows.
   *
   * @param number the number of the state on the wire
   * @param progress any number
   * @return this control
   */
  public JobControl state(int number, int progress) {
    return change(job -> job.scripted(number, progress, job.reason()));
  }

  /**
   * Completes the job: 100 percent, and the collection reads from the job's source from now on.
   * Nobody looks into the source: the collection then holds 1000 rows that are not indexed yet.
   *
   * @return this control
   */
  public JobControl complete() {
    return completeWithRows(ROWS_OF_A_JOB);
  }

  /**
   * Completes the job, see {@link #complete}, with any number of rows: in Milvus it happened that
   * some were missing.
   *
   * @param rows how many rows the collection then holds, 0 or more
   * @return this control
   */
  public JobControl completeWithRows(long rows) {
    book.find(jobId)
        .filter(job -> !job.ended())
        .map(Job::submission)
        .ifPresent(submission -> publication.publishUnread(submission, rows));
    return change(job -> job.completed(clock.instant()));
  }

  /**
   * Fails the job; its progress stays.
   *
   * @param reason why
   * @return this control
   */
  public JobControl fail(String reason) {
    return change(job -> job.failed(reason, clock.instant()));
  }

  /**
   * Shows the job as failed with neither reason nor end time, as Milvus may for a moment. Follow it
   * with {@link #fail}, for instance through {@link #script}.
   *
   * @return this control
   */
  public JobControl failWithoutEndTime() {
    return change(job -> job.scripted(WireState.FAILED, job.progress(), ""));
  }

  /**
   * Makes the server forget the job, as it does when its retention is over.
   *
   * @return this control
   */
  public JobControl expire() {
    book.remove(jobId);
    return this;
  }

  /**
   * Lets the job run for ever: its timeout no longer counts.
   *
   * @return this control
   */
  public JobControl neverTimesOut() {
    scripts.neverTimeOut(jobId);
    return this;
  }

  /**
   * Hides the job from the next polls, which answer that they do not know it.
   *
   * @param polls how many
   * @return this control
   */
  public JobControl hideFor(int polls) {
    scripts.hide(jobId, polls);
    return this;
  }

  /**
   * Leaves the job out of the next lists, while polls by its id find it.
   *
   * @param lists how many
   * @return this control
   */
  public JobControl hideFromLists(int lists) {
    scripts.hideFromLists(jobId, lists);
    return this;
  }

  /**
   * Adds a step that happens right before a poll is answered. Steps added earlier come first, one a
   * poll; a list that holds the job is a poll too.
   *
   * @param step moves the job
   * @return this control
   */
  public JobControl thenOnPoll(Consumer<JobControl> step) {
    scripts.then(jobId, () -> step.accept(this));
    return this;
  }

  /**
   * Adds several steps, see {@link #thenOnPoll}.
   *
   * @param steps one a poll
   * @return this control
   */
  @SafeVarargs
  public final JobControl script(Consumer<JobControl>... steps) {
    for (Consumer<JobControl> step : steps) {
      thenOnPoll(step);
    }
    return this;
  }

  private JobControl change(UnaryOperator<Job> move) {
    if (!book.change(jobId, move)) {
      throw gone();
    }
    return this;
  }

  private IllegalStateException gone() {
    return new IllegalStateException("Job " + jobId + " has ended or expired.");
  }
}
