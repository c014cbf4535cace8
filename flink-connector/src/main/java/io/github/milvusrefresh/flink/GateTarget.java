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
package io.github.milvusrefresh.flink;

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/** What a gate waits for: jobs that somebody else started, or a refresh that the gate starts. */
public sealed interface GateTarget extends Serializable {

  /**
   * Jobs, all of which must complete. The latest job of a collection is the active or else the
   * newest one as the server lists them when the wait begins, which a failover of the job manager
   * repeats.
   *
   * @param targets the jobs, at least one
   */
  record Jobs(List<AwaitTarget> targets) implements GateTarget {

    // Checks that there is one.
    public Jobs {
      targets = List.copyOf(targets);
      if (targets.isEmpty()) {
        throw new InvalidArgumentException("jobs", targets, "at least one job");
      }
    }

    @Override
    public String toString() {
      return targets.stream().map(Jobs::describe).collect(Collectors.joining(", "));
    }

    private static String describe(AwaitTarget target) {
      if (target instanceof AwaitTarget.LatestJob latest) {
        return "the latest refresh job of " + latest.collection();
      }
      return "refresh job "
          + (target instanceof AwaitTarget.Job job ? job.jobId() : ((JobHandle) target).jobId());
    }
  }

  /**
   * A refresh that the gate starts itself when the Flink job starts for the first time.
   *
   * @param request what to refresh; its timeout is replaced by the gate's
   */
  record Refresh(RefreshRequest request) implements GateTarget {

    // Checks that there is one.
    public Refresh {
      requireNonNull(request, "request");
    }

    @Override
    public String toString() {
      return "a refresh of " + request.collection();
    }
  }
}
