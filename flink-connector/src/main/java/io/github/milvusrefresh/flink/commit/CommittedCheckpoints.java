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
package io.github.milvusrefresh.flink.commit;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;

/**
 * Tells when data of a checkpoint was committed by all subtasks, so that a checkpoint is one commit
 * and not one for each. Subtasks that have finished send nothing any more: a checkpoint that stays
 * incomplete is settled when a later one is.
 */
final class CommittedCheckpoints {

  private final NavigableMap<Long, Received> incomplete = new TreeMap<>();

  /** What came of a checkpoint so far. */
  private record Received(int subtasks, int committables) {

    Received and(CommittableSummary<?> summary) {
      return new Received(subtasks + 1, committables + summary.getNumberOfCommittables());
    }
  }

  /** Takes what a subtask says, and tells whether a checkpoint with data is settled by it. */
  boolean add(CommittableSummary<?> summary) {
    long checkpoint = summary.getCheckpointIdOrEOI();
    Received received = incomplete.getOrDefault(checkpoint, new Received(0, 0)).and(summary);
    incomplete.put(checkpoint, received);
    return received.subtasks() >= summary.getNumberOfSubtasks() && settleUpTo(checkpoint);
  }

  /** Settles the checkpoints before one, and tells whether there was data in them. */
  boolean settleBefore(long checkpoint) {
    return settleUpTo(checkpoint - 1);
  }

  /** Settles all, and tells whether there was data in them. */
  boolean settle() {
    return settleUpTo(Long.MAX_VALUE);
  }

  private boolean settleUpTo(long checkpoint) {
    NavigableMap<Long, Received> settled = incomplete.headMap(checkpoint, true);
    boolean data = hasData(settled);
    settled.clear();
    return data;
  }

  /** Whether data was committed of which it is not known yet that it is all. */
  boolean hasData() {
    return hasData(incomplete);
  }

  private static boolean hasData(NavigableMap<Long, Received> checkpoints) {
    return checkpoints.values().stream().anyMatch(received -> received.committables() > 0);
  }
}
