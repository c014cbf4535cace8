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

import io.github.milvusrefresh.core.RefreshJob;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is new in an answer. */
class EmittedJobsTest {

  private final EmittedJobs emitted = new EmittedJobs(new JobsSplit(Map.of()));

  private List<RefreshJob> emit(RefreshJob... answer) {
    List<RefreshJob> changed = emitted.changed(List.of(answer));
    changed.forEach(emitted::add);
    return changed;
  }

  @Test
  void theFirstAnswerIsNewTheOldestFirst() {
    assertThat(emit(Jobs.running(9, 1), Jobs.completed(7)))
        .containsExactly(Jobs.completed(7), Jobs.running(9, 1));
  }

  @Test
  void onlyWhatChangedIsNew() {
    emit(Jobs.running(9, 1), Jobs.completed(7));
    assertThat(emit(Jobs.running(9, 1), Jobs.completed(7))).isEmpty();
    assertThat(emit(Jobs.running(9, 2), Jobs.completed(7))).containsExactly(Jobs.running(9, 2));
    assertThat(emit(Jobs.running(9, 1), Jobs.completed(7))).containsExactly(Jobs.running(9, 1));
    assertThat(emit(Jobs.failed(9, "no bucket"), Jobs.completed(7)))
        .containsExactly(Jobs.failed(9, "no bucket"));
    assertThat(emit(Jobs.failed(9, "no such bucket"), Jobs.completed(7))).hasSize(1);
  }

  @Test
  void aFailureWithoutAnEndIsLookedAtTwice() {
    emit(Jobs.running(9, 1));
    assertThat(emit(Jobs.failedWithoutEnd(9))).isEmpty();
    assertThat(emit(Jobs.failed(9, "no bucket"))).containsExactly(Jobs.failed(9, "no bucket"));
    assertThat(emit(Jobs.failedWithoutEnd(11))).isEmpty();
    assertThat(emit(Jobs.failedWithoutEnd(11))).containsExactly(Jobs.failedWithoutEnd(11));
    assertThat(emit(Jobs.failedWithoutEnd(11))).isEmpty();
  }

  @Test
  void whatTheServerForgetsIsForgotten() {
    emit(Jobs.running(9, 1), Jobs.completed(7));
    assertThat(emit(Jobs.running(9, 1))).isEmpty();
    assertThat(emitted.split().emitted()).containsOnlyKeys(9L);
  }

  @Test
  void whatIsNotEmittedYetIsNotRemembered() {
    emitted.changed(List.of(Jobs.running(9, 1)));
    assertThat(emitted.split().emitted()).isEmpty();
    assertThat(emit(Jobs.running(9, 1))).hasSize(1);
  }

  @Test
  void aSnapshotMissesWhatItHasNotEmitted() {
    emitted.add(Jobs.running(9, 1));
    assertThat(emitted.missing(List.of(Jobs.running(9, 2), Jobs.completed(7))))
        .containsExactly(Jobs.completed(7));
  }
}
