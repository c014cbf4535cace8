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

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.junit.jupiter.api.Test;

class CommittedCheckpointsTest {

  private final CommittedCheckpoints commits = new CommittedCheckpoints();

  /** Of one of two subtasks. */
  private boolean add(long checkpoint, int subtask, int committables) {
    return commits.add(new CommittableSummary<>(subtask, 2, checkpoint, committables, 0, 0));
  }

  @Test
  void checkpointIsSettledWhenTheLastSubtaskHasCommitted() {
    assertThat(add(1, 0, 3)).isFalse();
    assertThat(commits.hasData()).isTrue();
    assertThat(add(1, 1, 0)).isTrue();
    assertThat(commits.hasData()).isFalse();
    assertThat(commits.settle()).isFalse();
  }

  @Test
  void emptyCheckpointIsNoCommit() {
    assertThat(add(1, 0, 0)).isFalse();
    assertThat(add(1, 1, 0)).isFalse();
    assertThat(commits.hasData()).isFalse();
  }

  @Test
  void checkpointsMayOverlap() {
    assertThat(add(1, 0, 1)).isFalse();
    assertThat(add(2, 0, 0)).isFalse();
    assertThat(add(1, 1, 1)).isTrue();
    assertThat(add(2, 1, 0)).isFalse();
  }

  @Test
  void incompleteCheckpointIsSettledByALaterOne() {
    assertThat(add(1, 0, 1)).isFalse();
    assertThat(add(2, 0, 0)).isFalse();
    assertThat(add(2, 1, 0)).isTrue();
  }

  @Test
  void incompleteCheckpointIsSettledByTheCompletionOfALaterOne() {
    assertThat(add(4, 0, 1)).isFalse();
    assertThat(commits.settleBefore(4)).isFalse();
    assertThat(commits.settleBefore(5)).isTrue();
    assertThat(commits.settleBefore(6)).isFalse();
  }

  @Test
  void endSettlesAll() {
    assertThat(add(Long.MAX_VALUE, 0, 1)).isFalse();
    assertThat(commits.settle()).isTrue();
  }
}
