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
package io.github.milvusrefresh.core;

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.Serializable;

/** What a wait is for: a job by its id, the latest job of a collection, or a {@link JobHandle}. */
public sealed interface AwaitTarget extends Serializable
    permits AwaitTarget.Job, AwaitTarget.LatestJob, JobHandle {

  /**
   * Returns a job as target.
   *
   * @param jobId the id that a refresh returned, above zero
   * @return the target
   * @throws InvalidArgumentException if the id is zero or below
   */
  static AwaitTarget job(long jobId) {
    return new Job(jobId);
  }

  /**
   * Returns as target the active job of a collection or, if none is active, its newest one, as the
   * server lists them when the wait begins. Later jobs do not count.
   *
   * @param collection the collection
   * @return the target
   */
  static AwaitTarget latestJob(CollectionName collection) {
    return new LatestJob(collection);
  }

  /**
   * A job by its id.
   *
   * @param jobId above zero
   */
  record Job(long jobId) implements AwaitTarget {

    // Checks the id.
    public Job {
      JobHandle.requireJobId(jobId);
    }
  }

  /**
   * The job of a collection that is active or else the newest.
   *
   * @param collection the collection
   */
  record LatestJob(CollectionName collection) implements AwaitTarget {

    // Checks that there is a name.
    public LatestJob {
      requireNonNull(collection, "collection");
    }
  }
}
