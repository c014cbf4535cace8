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

import io.github.milvusrefresh.proto.milvus.CreateDatabaseRequest;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionJobInfo;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionResponse;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long jobs live, beside which others, and what becomes of them when time passes. */
class JobLifeTest extends ServerTest {

  @Test
  void givesIdsAbove53BitsThatGrow() {
    startScripted();
    createCollection("books", 1);
    createCollection("films", 1);

    long first = client.refresh("books");
    long second = client.refresh("films");

    assertThat(first).isGreaterThan(1L << 53);
    assertThat(second).isGreaterThan(first);
    assertThat(first >> 18).isEqualTo(client.progress(first).getStartTime());
  }

  @Test
  void givesTheIdThatATestWants() {
    startScripted();
    createCollection("books", 1);
    long wanted = 465787408941891028L;

    milvus.nextId(wanted);

    assertThat(client.refresh("books")).isEqualTo(wanted);
    assertThat(client.progress(wanted).getJobId()).isEqualTo(wanted);
    assertThatThrownBy(() -> milvus.nextId(wanted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The next id must be above %d, not %d.", wanted, wanted);
  }

  @Test
  void runsOneJobACollectionAndManyCollectionsAtOnce() {
    start(EmbeddedMilvus.builder().virtualTime().scanRate(1));
    createCollection("books", 1);
    createCollection("films", 1);
    long books = client.refresh("books");
    long films = client.refresh("films");
    assertThat(client.tryRefresh("books").getStatus().getCode()).isEqualTo(703);

    milvus.advance(SECOND);

    assertThat(client.progress(books).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
    assertThat(client.progress(films).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
    assertThat(client.refresh("books")).isGreaterThan(films);
  }

  @Test
  void startsOneJobHoweverManyAskAtOnce() {
    startScripted();
    createCollection("books", 1);

    List<Long> ids =
        IntStream.range(0, 16)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.tryRefresh("books")))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .map(RefreshExternalCollectionResponse::getJobId)
            .filter(id -> id != 0)
            .toList();

    assertThat(ids).hasSize(1);
    assertThat(ids("books")).isEqualTo(ids);
  }

  @Test
  void listsTheNewestFirstOfOneCollectionOrOfAll() {
    start(EmbeddedMilvus.builder().virtualTime());
    createCollection("books", 1);
    createCollection("films", 1);
    client.stub().createDatabase(CreateDatabaseRequest.newBuilder().setDbName("archive").build());
    milvus.createExternalCollection("archive.maps", directory.toString(), DataSet.PARQUET);
    long first = refreshAndFinish("books");
    long second = refreshAndFinish("films");
    long third = refreshAndFinish("books");
    long fourth = refreshAndFinish("archive.maps");

    assertThat(ids("books")).containsExactly(third, first);
    assertThat(ids("films")).containsExactly(second);
    assertThat(ids("")).containsExactly(fourth, third, second, first);
  }

  @Test
  void listsNothingWithoutAnError() {
    startScripted();
    createCollection("books", 1);

    assertThat(client.list("books")).isEmpty();
    assertThat(client.list("")).isEmpty();
  }

  @Test
  void forgetsAJobWhenItsRetentionIsOver() {
    start(EmbeddedMilvus.builder().virtualTime());
    createCollection("books", 1);
    long job = refreshAndFinish("books");

    milvus.advance(Duration.ofHours(24).minusSeconds(2));
    assertThat(client.progress(job).getJobId()).isEqualTo(job);
    milvus.advance(Duration.ofSeconds(2));

    assertThat(client.tryProgress(job).getStatus().getReason()).contains("not found");
    assertThat(client.list("books")).isEmpty();
  }

  @Test
  void timesOutAfterAnHour() {
    startScripted();
    createCollection("books", 1);
    long job = client.refresh("books");

    milvus.advance(Duration.ofHours(1).minusSeconds(1));
    assertThat(client.progress(job).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshPending);
    milvus.advance(SECOND);

    RefreshExternalCollectionJobInfo failed = client.progress(job);
    assertThat(failed.getState()).isEqualTo(RefreshExternalCollectionState.RefreshFailed);
    assertThat(failed.getReason()).isEqualTo("timeout");
    assertThat(failed.getEndTime() - failed.getStartTime()).isEqualTo(3_600_000);
  }

  @Test
  void timesOutNamingTheTroubleItHad() {
    startScripted();
    createCollection("books", 1);
    long job = client.refresh("books");
    milvus.job(job).planning("explore external files failed: access denied");

    milvus.advance(Duration.ofHours(1));

    assertThat(client.progress(job).getReason())
        .isEqualTo("timeout, last failure: explore external files failed: access denied");
  }

  @Test
  void canRunForEver() {
    startScripted();
    createCollection("books", 1);
    long job = client.refresh("books");
    milvus.job(job).inProgress(99).neverTimesOut();

    milvus.advance(Duration.ofDays(3));

    RefreshExternalCollectionJobInfo seen = client.progress(job);
    assertThat(seen.getState()).isEqualTo(RefreshExternalCollectionState.RefreshInProgress);
    assertThat(seen.getProgress()).isEqualTo(99);
    assertThat(seen.getReason()).isEmpty();
  }

  @Test
  void waitsForIndexesFrom90On() {
    start(EmbeddedMilvus.builder().virtualTime().refreshWaitForIndex(Duration.ofSeconds(100)));
    createCollection("books", 10);
    milvus.createIndex("books", "vector");
    long job = client.refresh("books");

    milvus.advance(Duration.ZERO);
    assertThat(client.progress(job).getProgress()).isEqualTo(90);
    assertThat(client.tryRefresh("books").getStatus().getReason()).contains("in progress");
    milvus.advance(Duration.ofSeconds(30));
    assertThat(client.progress(job).getProgress()).isEqualTo(93);
    milvus.advance(Duration.ofSeconds(69));
    assertThat(client.progress(job).getProgress()).isEqualTo(99);
    milvus.advance(SECOND);

    assertThat(client.progress(job).getProgress()).isEqualTo(100);
    assertThat(client.progress(job).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
  }

  @Test
  void goesBackFrom99WhenItBeginsToWait() {
    start(
        EmbeddedMilvus.builder()
            .virtualTime()
            .finalizationDelay(SECOND)
            .refreshWaitForIndex(Duration.ofSeconds(10)));
    createCollection("books", 1);
    milvus.createIndex("books", "vector");
    long job = client.refresh("books");

    milvus.advance(Duration.ZERO);
    assertThat(client.progress(job).getProgress()).isEqualTo(99);
    milvus.advance(SECOND);

    assertThat(client.progress(job).getProgress()).isEqualTo(90);
  }

  @Test
  void waitsForNoIndexesWhereThereAreNone() {
    start(EmbeddedMilvus.builder().virtualTime().refreshWaitForIndex(Duration.ofSeconds(100)));
    createCollection("books", 1);
    long job = client.refresh("books");

    milvus.advance(Duration.ZERO);

    assertThat(client.progress(job).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
  }

  @Test
  void timesOutWaitingForIndexesWithTheNewDataInPlace() {
    start(EmbeddedMilvus.builder().virtualTime().refreshWaitForIndex(Duration.ofHours(2)));
    createCollection("books", 1);
    milvus.createIndex("books", "vector");
    DataSet other = DataSet.parquet(directory.resolve("other"), 1);
    long job = client.tryRefresh("books", other.source(), DataSet.PARQUET).getJobId();

    milvus.advance(Duration.ofHours(1));

    RefreshExternalCollectionJobInfo failed = client.progress(job);
    assertThat(failed.getState()).isEqualTo(RefreshExternalCollectionState.RefreshFailed);
    assertThat(failed.getReason())
        .startsWith(
            "timeout waiting for indexes: the refreshed data is applied and serving, but its"
                + " indexes did not finish within dataCoord.externalCollectionJobTimeout.");
    assertThat(failed.getProgress()).isBetween(90L, 99L);
    assertThat(client.describe("books").getSchema().getExternalSource()).isEqualTo(other.source());
  }

  @Test
  void keepsTheJobsOfADroppedCollection() {
    start(EmbeddedMilvus.builder().virtualTime());
    createCollection("books", 1);
    long job = refreshAndFinish("books");

    milvus.dropCollection("books");

    assertThat(client.progress(job).getCollectionName()).isEqualTo("books");
    assertThat(client.tryList("books").getStatus().getCode()).isEqualTo(100);
    assertThat(ids("")).containsExactly(job);
  }

  @Test
  void doesNotMixTheJobsOfACollectionCreatedAgain() {
    start(EmbeddedMilvus.builder().virtualTime());
    createCollection("books", 1);
    refreshAndFinish("books");
    milvus.dropCollection("books");
    createCollection("books", 1);

    assertThat(ids("books")).isEmpty();
    long second = refreshAndFinish("books");
    assertThat(ids("books")).containsExactly(second);
  }

  @Test
  void failsAJobWhoseCollectionIsDroppedWhileItRuns() {
    start(EmbeddedMilvus.builder().virtualTime().scanRate(1));
    createCollection("books", 10);
    long job = client.refresh("books");
    long collectionId = client.describe("books").getCollectionID();
    milvus.advance(SECOND);

    milvus.dropCollection("books");
    milvus.advance(Duration.ofSeconds(10));

    RefreshExternalCollectionJobInfo failed = client.progress(job);
    assertThat(failed.getState()).isEqualTo(RefreshExternalCollectionState.RefreshFailed);
    assertThat(failed.getReason())
        .isEqualTo(
            "collection %d not found in meta: service internal error".formatted(collectionId));
  }

  @Test
  void staysPendingUntilTheTimeoutIfTheCollectionIsDroppedBeforePlanning() {
    start(EmbeddedMilvus.builder().virtualTime().planningDelay(SECOND));
    createCollection("books", 1);
    long job = client.refresh("books");

    milvus.dropCollection("books");
    milvus.advance(Duration.ofMinutes(59));
    assertThat(client.progress(job).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshPending);
    milvus.advance(Duration.ofMinutes(1));

    assertThat(client.progress(job).getReason()).isEqualTo("timeout");
  }

  private long refreshAndFinish(String collection) {
    long job = milvus.refresh(collection);
    if (collection.equals("archive.maps")) {
      milvus.job(job).complete();
    }
    milvus.advance(SECOND);
    return job;
  }

  private List<Long> ids(String collection) {
    return client.list(collection).stream()
        .map(RefreshExternalCollectionJobInfo::getJobId)
        .toList();
  }
}
