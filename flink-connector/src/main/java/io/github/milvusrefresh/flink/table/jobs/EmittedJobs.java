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
package io.github.milvusrefresh.flink.table.jobs;

import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the rows emitted so far showed, against what the server answers. Not thread-safe. */
final class EmittedJobs {

  private final Map<Long, JobMark> marks;
  private Set<Long> unsettled = Set.of();

  EmittedJobs(JobsSplit split) {
    this.marks = new HashMap<>(split.emitted());
  }

  void add(RefreshJob job) {
    marks.put(job.jobId(), JobMark.of(job));
  }

  JobsSplit split() {
    return new JobsSplit(marks);
  }

  /** Returns the jobs of an answer of which there was no row, in their order. */
  List<RefreshJob> missing(List<RefreshJob> answer) {
    return answer.stream().filter(job -> !marks.containsKey(job.jobId())).toList();
  }

  /**
   * Returns the jobs of an answer that show something new, the oldest first, and forgets those that
   * the server has forgotten.
   *
   * <p>A failure without an end is shown when the next answer still has it: Milvus may show a job
   * as failed for a moment before its reason and its end are stored.
   */
  List<RefreshJob> changed(List<RefreshJob> answer) {
    marks.keySet().retainAll(ids(answer));
    Set<Long> earlier = unsettled;
    Set<Long> now = ids(answer.stream().filter(EmittedJobs::isUnsettled).toList());
    unsettled = now;
    return answer.stream()
        .filter(job -> !now.contains(job.jobId()) || earlier.contains(job.jobId()))
        .filter(job -> !JobMark.of(job).equals(marks.get(job.jobId())))
        .sorted(Comparator.comparingLong(RefreshJob::jobId))
        .toList();
  }

  private static boolean isUnsettled(RefreshJob job) {
    return job.state().equals(RefreshState.FAILED) && job.endTime() == null;
  }

  private static Set<Long> ids(List<RefreshJob> jobs) {
    return jobs.stream().map(RefreshJob::jobId).collect(Collectors.toCollection(HashSet::new));
  }
}
