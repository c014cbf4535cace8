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

import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionJobInfo;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshFlowTest {

  @TempDir Path directory;

  @Test
  void runsARefreshFromPendingToCompleted() {
    DataSet set = DataSet.parquet(directory, 4);
    try (EmbeddedMilvus milvus =
            EmbeddedMilvus.builder()
                .virtualTime()
                .planningDelay(Duration.ofSeconds(1))
                .filesPerTask(1)
                .scanRate(1)
                .finalizationDelay(Duration.ofSeconds(1))
                .start();
        Client client = Client.of(milvus)) {
      milvus.createExternalCollection("books", set.source(), DataSet.PARQUET);
      long jobId = client.refresh("books");

      List<String> seen = new ArrayList<>();
      for (int second = 0; second <= 6; second++) {
        RefreshExternalCollectionJobInfo job = client.progress(jobId);
        seen.add(job.getState() + " " + job.getProgress());
        milvus.advance(Duration.ofSeconds(1));
      }

      assertThat(seen)
          .containsExactly(
              "RefreshPending 0",
              "RefreshInProgress 0",
              "RefreshInProgress 25",
              "RefreshInProgress 50",
              "RefreshInProgress 75",
              "RefreshInProgress 99",
              "RefreshCompleted 100");
    }
  }

  @Test
  void tellsWhenItStartedAndEnded() {
    DataSet set = DataSet.parquet(directory, 1);
    try (EmbeddedMilvus milvus = EmbeddedMilvus.builder().virtualTime().scanRate(1).start();
        Client client = Client.of(milvus)) {
      milvus.createExternalCollection("books", set.source(), DataSet.PARQUET);
      long jobId = client.refresh("books");
      RefreshExternalCollectionJobInfo pending = client.progress(jobId);
      milvus.advance(Duration.ofMinutes(1));
      RefreshExternalCollectionJobInfo completed = client.progress(jobId);

      assertThat(pending.getStartTime()).isEqualTo(1_767_225_600_000L);
      assertThat(pending.getEndTime()).isZero();
      assertThat(completed.getStartTime()).isEqualTo(pending.getStartTime());
      assertThat(completed.getEndTime()).isEqualTo(pending.getStartTime() + 1000);
      assertThat(completed.getReason()).isEmpty();
      assertThat(completed.getCollectionName()).isEqualTo("books");
      assertThat(completed.getExternalSource()).isEqualTo(set.source());
      assertThat(completed.getExternalSpec()).isEqualTo(DataSet.PARQUET);
    }
  }

  @Test
  void runsInRealTimeByItself() {
    DataSet set = DataSet.parquet(directory, 3);
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start();
        Client client = Client.of(milvus)) {
      milvus.createExternalCollection("books", set.source(), DataSet.PARQUET);
      long jobId = client.refresh("books");

      RefreshExternalCollectionJobInfo job = Await.end(client, jobId);

      assertThat(job.getState()).isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
      assertThat(job.getEndTime()).isGreaterThanOrEqualTo(job.getStartTime());
    }
  }
}
