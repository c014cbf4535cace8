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
package io.github.milvusrefresh.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which jobs a selection gives, and which calls it takes. */
class JobSelectionTest {

  private static final String GET = "GetRefreshExternalCollectionProgress";
  private static final String LIST = "ListRefreshExternalCollectionJobs";

  private final EmbeddedMilvus server = EmbeddedMilvus.builder().scriptedJobs().start();
  private final RefreshClient client =
      RefreshClient.open(ConnectionOptions.builder(server.uri()).build());
  private final long first;
  private final long second;
  private final long other;

  JobSelectionTest() {
    server.createExternalCollection("docs", "s3://bucket/docs", "");
    server.createExternalCollection("news", "s3://bucket/news", "");
    first = job("docs");
    other = job("news");
    second = job("docs");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private long job(String collection) {
    long id = server.refresh(collection);
    server.job(id).complete();
    return id;
  }

  private List<Long> ids(JobSelection selection) {
    return ids(selection, Optional.empty());
  }

  private List<Long> ids(JobSelection selection, Optional<CollectionName> collection) {
    return fetch(selection, client, collection).stream().map(RefreshJob::jobId).toList();
  }

  /** Overridden to test the other form. */
  List<RefreshJob> fetch(
      JobSelection selection, RefreshClient from, Optional<CollectionName> collection) {
    return selection.fetch(from, collection);
  }

  private void assertCalls(int gets, int lists) {
    assertThat(server.calls(GET)).isEqualTo(gets);
    assertThat(server.calls(LIST)).isEqualTo(lists);
  }

  @Test
  void allJobsAreOneList() {
    assertThat(ids(JobSelection.all())).containsExactly(second, other, first);
    assertCalls(0, 1);
  }

  @Test
  void aFewIdsAreAskedForOneByOne() {
    JobSelection selection = JobSelection.all().withJobIds(Set.of(first, second));

    assertThat(ids(selection)).containsExactly(second, first);
    assertCalls(2, 0);
  }

  @Test
  void manyIdsAreSelectedFromTheList() {
    List<Long> many = new ArrayList<>(LongStream.range(1, 8).boxed().toList());
    many.add(first);

    assertThat(ids(JobSelection.all().withJobIds(many))).containsExactly(first);
    assertCalls(0, 1);
  }

  @Test
  void unknownAndImpossibleIdsGiveNoJob() {
    JobSelection selection = JobSelection.all().withJobIds(List.of(-1L, 0L, 5L, first));

    assertThat(ids(selection)).containsExactly(first);
    assertCalls(2, 0);
  }

  @Test
  void filtersOnOneColumnMustAllHold() {
    JobSelection selection =
        JobSelection.all().withJobIds(Set.of(first, other)).withJobIds(Set.of(other, second));

    assertThat(ids(selection)).containsExactly(other);
    assertCalls(1, 0);
  }

  @Test
  void filtersThatContradictEachOtherAskNothing() {
    JobSelection ids = JobSelection.all().withJobIds(Set.of(first)).withJobIds(Set.of(second));
    JobSelection names = JobSelection.all().withCollections(Set.of());

    assertThat(ids(ids)).isEmpty();
    assertThat(ids(names)).isEmpty();
    assertCalls(0, 0);
  }

  @Test
  void anIdAndACollectionMustBothHold() {
    JobSelection selection = JobSelection.all().withCollections(Set.of("docs"));

    assertThat(ids(selection.withJobIds(Set.of(first, other)))).containsExactly(first);
    assertThat(ids(selection.withJobIds(Set.of(other)))).isEmpty();
  }

  @Test
  void aCollectionThatWasDroppedKeepsItsJobs() {
    server.dropCollection("docs");

    assertThat(ids(JobSelection.all().withCollections(Set.of("docs"))))
        .containsExactly(second, first);
    assertCalls(0, 1);
  }

  @Test
  void selectsFromTheListOfACollection() {
    Optional<CollectionName> docs = Optional.of(CollectionName.parse("docs"));

    assertThat(ids(JobSelection.all().withJobIds(Set.of(first, other)), docs))
        .containsExactly(first);
    assertCalls(0, 1);
  }

  @Test
  void tellsItsFilters() {
    assertThat(JobSelection.all()).hasToString("all jobs");
    assertThat(
            JobSelection.all()
                .withJobIds(List.of(7L, 9L))
                .withCollections(Collections.singleton("docs")))
        .hasToString("job_id IN (9, 7) AND collection_name IN (docs)");
  }
}
