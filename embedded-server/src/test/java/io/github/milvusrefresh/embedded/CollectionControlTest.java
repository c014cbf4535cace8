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

import io.github.milvusrefresh.proto.common.IndexState;
import io.github.milvusrefresh.proto.common.LoadState;
import io.github.milvusrefresh.proto.milvus.IndexDescription;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionState;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectionControlTest extends ServerTest {

  @BeforeEach
  void startServer() {
    start(EmbeddedMilvus.builder().virtualTime().refreshWaitForIndex(Duration.ZERO));
    createCollection("books", 1);
    milvus.createIndex("books", "vector");
  }

  @Test
  void showsIndexesInAnyProgress() {
    milvus.collection("books").indexing(300);
    assertIndex(300, 300, IndexState.InProgress, "");
    milvus.advance(Duration.ofHours(1));
    assertIndex(300, 300, IndexState.InProgress, "");

    milvus.collection("books").indexed();

    assertIndex(0, 0, IndexState.Finished, "");
  }

  @Test
  void showsAFailedIndexWithAllRowsPending() {
    milvus.collection("books").indexFailed("no space left on device");
    assertIndex(1, 1, IndexState.Failed, "no space left on device");

    milvus.job(milvus.refresh("books")).complete();

    assertIndex(1_000, 1_000, IndexState.Failed, "no space left on device");
  }

  @Test
  void showsNoIndexThatIsNotThere() {
    createCollection("films", 1);

    milvus.collection("films").indexing(300);

    assertThat(client.tryDescribeIndex("films", "").getStatus().getCode()).isEqualTo(700);
  }

  @Test
  void showsAnyLoad() {
    CollectionControl books = milvus.collection("books");

    books.loading(40);
    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateLoading);
    assertThat(client.tryLoadingProgress("books").getProgress()).isEqualTo(40);
    books.loadRefreshing();
    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateLoaded);
    assertThat(client.tryLoadingProgress("books").getProgress()).isEqualTo(100);
    assertThat(client.tryLoadingProgress("books").getRefreshProgress()).isZero();
    books.loaded();
    assertThat(client.tryLoadingProgress("books").getRefreshProgress()).isEqualTo(100);
    books.released();
    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateNotLoad);
    assertThat(client.tryLoadingProgress("books").getStatus().getCode()).isEqualTo(101);
  }

  @Test
  void movesAStepAPoll() {
    milvus
        .collection("books")
        .script(
            books -> books.indexing(80),
            books -> books.indexing(20).loading(5),
            CollectionControl::loaded,
            CollectionControl::indexed);

    assertIndex(80, 80, IndexState.InProgress, "");
    assertIndex(20, 20, IndexState.InProgress, "");
    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateLoaded);
    assertIndex(0, 0, IndexState.Finished, "");
    assertIndex(0, 0, IndexState.Finished, "");
  }

  @Test
  void makesARefreshWaitForIndexesThatFailedUntilItsTimeout() {
    milvus.collection("books").indexFailed("no space left on device");
    long job = client.refresh("books");

    milvus.advance(Duration.ofMinutes(59));
    assertThat(client.progress(job).getProgress()).isEqualTo(90);
    milvus.advance(Duration.ofMinutes(1));

    assertThat(client.progress(job).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshFailed);
    assertThat(client.progress(job).getReason()).startsWith("timeout waiting for indexes: ");
  }

  @Test
  void letsARefreshCompleteThatWaitedForIt() {
    milvus.collection("books").indexing(1);
    long job = client.refresh("books");
    milvus.advance(SECOND);
    assertThat(client.progress(job).getProgress()).isEqualTo(90);

    milvus.collection("books").indexed();
    milvus.advance(SECOND);

    assertThat(client.progress(job).getProgress()).isEqualTo(100);
  }

  @Test
  void refusesWhatNoServerShows() {
    assertThatThrownBy(() -> milvus.collection("books").indexing(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pendingRows must be at least 1, not 0");
    assertThatThrownBy(() -> milvus.collection("films"))
        .hasMessage("collection not found[database=default][collection=films]");
  }

  private void assertIndex(long total, long pending, IndexState state, String failReason) {
    IndexDescription index = client.index("books", "");
    assertThat(index.getTotalRows()).isEqualTo(total);
    assertThat(index.getPendingIndexRows()).isEqualTo(pending);
    assertThat(index.getState()).isEqualTo(state);
    assertThat(index.getIndexStateFailReason()).isEqualTo(failReason);
  }
}
