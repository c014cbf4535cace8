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
package io.github.milvusrefresh.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionJobInfo;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobControlTest extends ServerTest {

  private long jobId;
  private JobControl job;

  @BeforeEach
  void refresh() {
    startScripted();
    createCollection("books", 1);
    jobId = client.refresh("books");
    job = milvus.job(jobId);
  }

  @Test
  void leavesScriptedJobsPending() {
    milvus.advance(Duration.ofMinutes(30));

    assertThat(poll()).isEqualTo("0 0 ''");
    assertThat(job.jobId()).isEqualTo(jobId);
  }

  @Test
  void showsReasonsWhilePending() {
    job.planning("explore external files failed: access denied");

    assertThat(poll()).isEqualTo("0 0 'explore external files failed: access denied'");
  }

  @Test
  void goesBackwards() {
    job.script(
        j -> j.inProgress(99),
        j -> j.inProgress(90),
        j -> j.planning(""),
        j -> j.inProgress(50),
        j -> j.inProgress(0),
        JobControl::complete);

    assertThat(polls(7))
        .containsExactly(
            "1 99 ''", "1 90 ''", "0 0 ''", "1 50 ''", "1 0 ''", "2 100 ''", "2 100 ''");
  }

  @Test
  void takesOneStepAPollOfAListToo() {
    job.thenOnPoll(j -> j.inProgress(10)).thenOnPoll(j -> j.inProgress(20));

    assertThat(client.list("books")).extracting(info -> info.getProgress()).containsExactly(10L);
    assertThat(client.list("")).extracting(info -> info.getProgress()).containsExactly(20L);
  }

  @Test
  void failsFirstWithoutAndThenWithReasonAndEnd() {
    job.inProgress(40).script(JobControl::failWithoutEndTime, j -> j.fail("bucket not found"));

    RefreshExternalCollectionJobInfo first = client.progress(jobId);
    RefreshExternalCollectionJobInfo second = client.progress(jobId);

    assertThat(first.getState()).isEqualTo(RefreshExternalCollectionState.RefreshFailed);
    assertThat(first.getReason()).isEmpty();
    assertThat(first.getEndTime()).isZero();
    assertThat(second.getReason()).isEqualTo("bucket not found");
    assertThat(second.getEndTime()).isPositive();
    assertThat(second.getProgress()).isEqualTo(40);
  }

  @Test
  void showsStatesThatNoMilvusKnows() {
    job.state(17, 60).reason("new in 4.0");

    assertThat(poll()).isEqualTo("17 60 'new in 4.0'");
  }

  @Test
  void neverChangesAJobThatEnded() {
    job.inProgress(70).fail("boom");
    RefreshExternalCollectionJobInfo failed = client.progress(jobId);
    milvus.advance(Duration.ofHours(2));

    assertThatThrownBy(() -> job.inProgress(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Job %d has ended or expired.", jobId);
    assertThatThrownBy(job::complete).isInstanceOf(IllegalStateException.class);
    assertThat(client.progress(jobId)).isEqualTo(failed);
    assertThat(failed.getProgress()).isEqualTo(70);
  }

  @Test
  void expiresAtOnce() {
    job.expire();

    assertThat(client.tryProgress(jobId).getStatus().getReason()).contains("not found");
    assertThatThrownBy(() -> milvus.job(jobId))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no job %d.", jobId);
  }

  @Test
  void hidesForAWhile() {
    job.hideFor(2);

    assertThat(client.tryProgress(jobId).getStatus().getCode()).isEqualTo(1100);
    assertThat(client.list("books")).isEmpty();
    assertThat(client.progress(jobId).getJobId()).isEqualTo(jobId);
  }

  @Test
  void hidesFromListsAlone() {
    job.hideFromLists(1);

    assertThat(client.progress(jobId).getJobId()).isEqualTo(jobId);
    assertThat(client.list("books")).isEmpty();
    assertThat(client.list("books")).hasSize(1);
  }

  @Test
  void completesWithAnyNumberOfRows() {
    milvus.createIndex("books", "vector");

    job.completeWithRows(7);

    assertThat(poll()).isEqualTo("2 100 ''");
    assertThat(client.index("books", "").getTotalRows()).isEqualTo(7);
  }

  @Test
  void letsAStepDoAnything() {
    job.script(
        j -> milvus.advance(Duration.ofMinutes(59)),
        j ->
            milvus
                .faults()
                .failNext("GetRefreshExternalCollectionProgress", 1, "UNAVAILABLE", "a restart"),
        j -> milvus.advance(Duration.ofMinutes(1)));

    assertThat(polls(2)).containsExactly("0 0 ''", "0 0 ''");
    assertThatThrownBy(this::poll).hasMessage("UNAVAILABLE: a restart");
    assertThat(poll()).isEqualTo("3 0 'timeout'");
  }

  @Test
  void takesOverAJobThatRuns() {
    stop();
    start(EmbeddedMilvus.builder().virtualTime().scanRate(1));
    milvus.createExternalCollection("books", directory.resolve("books").toString(), "");
    long running = client.refresh("books");
    milvus.advance(Duration.ZERO);

    milvus.job(running).inProgress(5);
    milvus.advance(Duration.ofMinutes(10));

    assertThat(client.progress(running).getProgress()).isEqualTo(5);
  }

  private String poll() {
    RefreshExternalCollectionJobInfo info = client.progress(jobId);
    return "%d %d '%s'".formatted(info.getStateValue(), info.getProgress(), info.getReason());
  }

  private List<String> polls(int count) {
    List<String> seen = new ArrayList<>();
    for (int poll = 0; poll < count; poll++) {
      seen.add(poll());
    }
    return seen;
  }
}
