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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All jobs. A job is saved before anybody sees its change, and a job that ended never changes.
 * Thread-safe.
 */
public final class JobBook {

  private static final Comparator<Job> NEWEST_FIRST =
      Comparator.comparing((Job job) -> job.submission().startTime())
          .thenComparing(Job::id)
          .reversed();

  private static final Logger LOG = System.getLogger(JobBook.class.getName());

  private final JobStore store;
  private final int duplicateErrorCode;
  private final Map<Long, Job> jobs = new HashMap<>();

  public JobBook(JobStore store, int duplicateErrorCode) {
    this.store = store;
    this.duplicateErrorCode = duplicateErrorCode;
    store.loadJobs().forEach(job -> jobs.put(job.id(), job));
  }

  /** Adds a job, unless the collection has one that has not ended. */
  public synchronized void submit(Job job) {
    Submission submission = job.submission();
    jobs.values().stream()
        .filter(other -> !other.ended())
        .filter(other -> other.submission().collectionId() == submission.collectionId())
        .findAny()
        .ifPresent(active -> refuse(active.id(), submission.collectionName()));
    put(job);
  }

  public synchronized Optional<Job> find(long jobId) {
    return Optional.ofNullable(jobs.get(jobId));
  }

  public synchronized List<Job> newestFirst() {
    List<Job> all = new ArrayList<>(jobs.values());
    all.sort(NEWEST_FIRST);
    return all;
  }

  /** Returns whether the job was there and had not ended, so that the change was made. */
  public synchronized boolean change(long jobId, UnaryOperator<Job> transition) {
    Job job = jobs.get(jobId);
    if (job == null || job.ended()) {
      return false;
    }
    Job changed = transition.apply(job);
    if (!changed.equals(job)) {
      put(changed);
    }
    return true;
  }

  public synchronized void remove(long jobId) {
    if (jobs.remove(jobId) != null) {
      store.deleteJob(jobId);
    }
  }

  private void put(Job job) {
    store.saveJob(job);
    jobs.put(job.id(), job);
    LOG.log(Level.DEBUG, "{0}", job);
  }

  private void refuse(long activeId, String collectionName) {
    String context =
        ("refresh job %d is already in progress for collection %s,"
                + " please wait for it to complete or cancel it first")
            .formatted(activeId, collectionName);
    if (duplicateErrorCode == 1100) {
      throw MilvusError.PARAMETER_INVALID.because(context);
    }
    throw MilvusError.TASK_DUPLICATE.saying(
        context + ": task duplicates[taskType=refresh_external_collection]");
  }
}
