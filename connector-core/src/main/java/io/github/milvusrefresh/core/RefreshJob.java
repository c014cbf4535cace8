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

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the server about a refresh job. Immutable and serializable.
 *
 * @param jobId the server's id, a positive 64-bit number above 2^53 in practice
 * @param collectionName the name given when the job was submitted; renames do not change it
 * @param state the state at the time of the answer
 * @param progress finished tasks in percent, 0 to 100; may go backwards; 100 only when completed
 * @param reason the server's reason, empty unless it gave one; a pending job can have one too
 * @param externalSource the source of this job, userinfo and query secrets masked
 * @param externalSpec the spec of this job as JSON, secrets masked; empty if there is none
 * @param startTime when the job was submitted, by the server's clock; null if the server does not
 *     say
 * @param endTime when the job ended, by the server's clock; null until then
 */
public record RefreshJob(
    long jobId,
    String collectionName,
    RefreshState state,
    int progress,
    String reason,
    String externalSource,
    String externalSpec,
    @Nullable Instant startTime,
    @Nullable Instant endTime)
    implements Serializable {

  // Checks that what must be there is there.
  public RefreshJob {
    requireNonNull(collectionName, "collectionName");
    requireNonNull(state, "state");
    requireNonNull(reason, "reason");
    requireNonNull(externalSource, "externalSource");
    requireNonNull(externalSpec, "externalSpec");
  }

  /**
   * Returns how long the job ran, from its start to its end.
   *
   * @return the length, never negative; empty while the job runs
   */
  public Optional<Duration> duration() {
    if (startTime == null || endTime == null) {
      return Optional.empty();
    }
    Duration length = Duration.between(startTime, endTime);
    return Optional.of(length.isNegative() ? Duration.ZERO : length);
  }
}
