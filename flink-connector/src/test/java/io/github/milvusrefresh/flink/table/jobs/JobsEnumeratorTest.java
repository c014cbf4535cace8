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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.flink.FakeCoordinator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobsEnumeratorTest {

  private final FakeCoordinator<JobsSplit> coordinator = new FakeCoordinator<>();
  private final JobsSplit split = new JobsSplit(Map.of(9L, JobMark.of(Jobs.running(9, 40))));
  private final JobsEnumerator enumerator = new JobsEnumerator(coordinator, split);

  @Test
  void givesTheSplitToOneReaderAndEndsTheOthers() {
    enumerator.addReader(1);
    enumerator.addReader(0);

    assertThat(coordinator.assigned()).isEqualTo(Map.of(1, List.of(split)));
    assertThat(coordinator.complete()).containsExactly(1, 0);
  }

  /** Which reads on from where it was, not from the start. */
  @Test
  void givesTheSplitOfAReaderThatFailedToTheNext() {
    enumerator.addReader(1);
    JobsSplit later = new JobsSplit(Map.of(9L, JobMark.of(Jobs.running(9, 70))));

    enumerator.addSplitsBack(List.of(later), 1);
    enumerator.addReader(0);

    assertThat(coordinator.assigned()).isEqualTo(Map.of(1, List.of(split), 0, List.of(later)));
  }

  /** A reader that had none gives none back; the split is with another. */
  @Test
  void keepsTheSplitWhereItIsWhenAReaderWithoutOneFailed() {
    enumerator.addReader(1);

    enumerator.addSplitsBack(List.of(), 0);
    enumerator.addReader(0);

    assertThat(coordinator.assigned()).isEqualTo(Map.of(1, List.of(split)));
  }

  /** What is assigned is in the state of the reader. */
  @Test
  void checkpointsTheSplitUntilItIsAssigned() {
    assertThat(enumerator.snapshotState(1).unassigned()).isEqualTo(split);

    enumerator.addReader(0);
    assertThat(enumerator.snapshotState(2).unassigned()).isNull();

    enumerator.addSplitsBack(List.of(split), 0);
    assertThat(enumerator.snapshotState(3).unassigned()).isEqualTo(split);
  }
}
