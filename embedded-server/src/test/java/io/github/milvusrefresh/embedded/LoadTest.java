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

import io.github.milvusrefresh.proto.common.LoadState;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.GetLoadStateRequest;
import io.github.milvusrefresh.proto.milvus.GetLoadingProgressResponse;
import io.github.milvusrefresh.proto.milvus.LoadCollectionRequest;
import io.github.milvusrefresh.proto.milvus.ReleaseCollectionRequest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Loading, which no refresh does by itself. */
class LoadTest extends ServerTest {

  private static final Duration LOAD_TIME = Duration.ofSeconds(10);

  @BeforeEach
  void startServer() {
    start(EmbeddedMilvus.builder().virtualTime().indexBuildTime(Duration.ZERO).loadTime(LOAD_TIME));
    createCollection("books", 1);
  }

  @Test
  void takesItsTime() {
    milvus.createIndex("books", "vector");
    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateNotLoad);

    assertOk(load(false));
    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateLoading);
    milvus.advance(Duration.ofSeconds(4));
    assertProgress(40, 100);
    milvus.advance(Duration.ofSeconds(6));

    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateLoaded);
    assertProgress(100, 100);
  }

  @Test
  void needsAnIndex() {
    assertError(load(false), 700, "index not found[collection=books]");

    milvus.createIndex("books", "id");

    assertError(
        load(false),
        65535,
        "there is no vector index on field: [vector], please create index firstly");
    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateNotLoad);
    assertThatThrownBy(() -> milvus.load("books"))
        .hasMessageStartingWith("there is no vector index on field");
  }

  @Test
  void doesNotStartAgain() {
    milvus.createIndex("books", "vector");
    load(false);
    milvus.advance(Duration.ofSeconds(9));

    assertOk(load(false));
    milvus.advance(SECOND);

    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateLoaded);
  }

  @Test
  void isNoPartOfARefresh() {
    milvus.createIndex("books", "vector");

    long job = client.refresh("books");
    milvus.advance(Duration.ofHours(1));

    assertThat(client.progress(job).getProgress()).isEqualTo(100);
    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateNotLoad);
  }

  @Test
  void givesNoSignThatANewSegmentIsMissing() {
    milvus.createIndex("books", "vector");
    load(false);
    milvus.advance(LOAD_TIME);

    client.refresh("books");
    milvus.advance(Duration.ZERO);

    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateLoaded);
    assertProgress(100, 100);
  }

  @Test
  void bringsTheNewestSegmentsWhenAsked() {
    milvus.createIndex("books", "vector");
    load(false);
    milvus.advance(LOAD_TIME);

    assertOk(load(true));
    assertProgress(100, 0);
    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateLoaded);
    milvus.advance(LOAD_TIME);

    assertProgress(100, 100);
  }

  @Test
  void bringsTheNewestSegmentsOfALoadedCollectionOnly() {
    milvus.createIndex("books", "vector");
    long collection = client.describe("books").getCollectionID();

    assertError(load(true), 101, "collection not loaded[collection=%d]".formatted(collection));
    load(false);
    assertError(
        load(true),
        101,
        "collection not fully loaded: collection not loaded[collection=%d]".formatted(collection));
  }

  @Test
  void endsWithARelease() {
    milvus.createIndex("books", "vector");
    load(false);
    milvus.advance(LOAD_TIME);

    assertOk(release("books"));
    assertOk(release("books"));

    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateNotLoad);
    long collection = client.describe("books").getCollectionID();
    assertError(
        client.tryLoadingProgress("books").getStatus(),
        101,
        "collection not loaded[collection=%d]".formatted(collection));
    load(false);
    assertProgress(0, 100);
  }

  @Test
  void knowsNoCollectionThatIsNotThere() {
    String missing = "collection not found[database=default][collection=films]";

    assertThat(client.loadState("films")).isEqualTo(LoadState.LoadStateNotExist);
    assertError(client.tryLoadingProgress("films").getStatus(), 100, missing);
    assertError(release("films"), 100, missing);
    assertError(
        client
            .stub()
            .loadCollection(LoadCollectionRequest.newBuilder().setCollectionName("films").build()),
        100,
        missing);
  }

  @Test
  void knowsNoCollectionOfADatabaseThatIsNotThere() {
    assertThat(
            client
                .stub()
                .getLoadState(
                    GetLoadStateRequest.newBuilder()
                        .setDbName("archive")
                        .setCollectionName("books")
                        .build())
                .getState())
        .isEqualTo(LoadState.LoadStateNotExist);
  }

  private Status load(boolean refresh) {
    return client
        .stub()
        .loadCollection(
            LoadCollectionRequest.newBuilder()
                .setCollectionName("books")
                .setRefresh(refresh)
                .build());
  }

  private Status release(String collection) {
    return client
        .stub()
        .releaseCollection(
            ReleaseCollectionRequest.newBuilder().setCollectionName(collection).build());
  }

  private void assertProgress(int percent, int refreshPercent) {
    GetLoadingProgressResponse response = client.tryLoadingProgress("books");
    assertOk(response.getStatus());
    assertThat(response.getProgress()).isEqualTo(percent);
    assertThat(response.getRefreshProgress()).isEqualTo(refreshPercent);
  }

  private static void assertOk(Status status) {
    assertThat(status).isEqualTo(Status.getDefaultInstance());
  }

  private static void assertError(Status status, int code, String reason) {
    assertThat(status.getReason()).isEqualTo(reason);
    assertThat(status.getCode()).isEqualTo(code);
    assertThat(status.getRetriable()).isFalse();
  }
}
