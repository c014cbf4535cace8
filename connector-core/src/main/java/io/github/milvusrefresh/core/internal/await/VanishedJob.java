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
package io.github.milvusrefresh.core.internal.await;

import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.error.JobExpiredException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a job is unknown to the server: expired, dropped for another one, or never there. */
final class VanishedJob {

  /** Milvus' default retention after the end of a job, {@code externalCollectionJobRetention}. */
  private static final Duration RETENTION = Duration.ofHours(24);

  /** Below an id's lower 18 bits stand the milliseconds of its allocation (MILVUS-SERVER.md, 6). */
  private static final int TIME_SHIFT = 18;

  /** The release of Milvus 3.0 was later: an older id is no job's. */
  private static final Instant FIRST_JOBS = Instant.parse("2026-01-01T00:00:00Z");

  private VanishedJob() {}

  /**
   * Explains it.
   *
   * @param lastJob the last good answer about the job; null if this wait never saw it
   * @param jobs what the list says; may be empty
   * @param notFound the server's answer to the poll
   */
  static MilvusRefreshException explain(
      long jobId,
      @Nullable RefreshJob lastJob,
      List<RefreshJob> jobs,
      Instant now,
      JobNotFoundException notFound) {
    if (lastJob != null) {
      return new JobExpiredException(lastJob);
    }
    Instant submittedAt = Instant.ofEpochMilli(jobId >> TIME_SHIFT);
    if (submittedAt.isAfter(FIRST_JOBS) && submittedAt.isBefore(now.minus(RETENTION))) {
      return new JobExpiredException(jobId, submittedAt);
    }
    return new JobNotFoundException(jobId, onlyActive(jobs), notFound.serverStatus().orElse(null));
  }

  /** Naming one of several would be a guess. */
  private static @Nullable RefreshJob onlyActive(List<RefreshJob> jobs) {
    List<RefreshJob> active = jobs.stream().filter(job -> !job.state().isTerminal()).toList();
    return active.size() == 1 ? active.get(0) : null;
  }
}
