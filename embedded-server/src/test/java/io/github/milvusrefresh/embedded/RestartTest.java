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
import io.github.milvusrefresh.proto.milvus.IndexDescription;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionJobInfo;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that follow one another on a data directory; time goes on in between. */
class RestartTest extends ServerTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-02-01T12:00:00Z"));
  private Path data;

  @BeforeEach
  void startServer() {
    data = directory.resolve("server-data");
    start(builder());
  }

  @Test
  void keepsCollectionsDatabasesAndJobs() {
    DataSet books = createCollection("books", 1);
    milvus.createExternalCollection("archive.maps", "/data", DataSet.PARQUET);
    long done = client.refresh("books");
    passing(Duration.ofSeconds(2));
    RefreshExternalCollectionJobInfo before = client.progress(done);

    restart();

    assertThat(client.progress(done)).isEqualTo(before);
    assertThat(before.getState()).isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
    assertThat(client.describe("books").getSchema().getExternalSource()).isEqualTo(books.source());
    assertThat(client.with("dbname", "archive").describe("maps").getStatus().getCode()).isZero();
    assertThat(client.list("books")).containsExactly(before);
  }

  @Test
  void keepsIndexesAndLoads() {
    createCollection("books", 2);
    milvus.createIndex("books", "vector");
    milvus.load("books");
    client.refresh("books");
    passing(Duration.ofSeconds(2));
    IndexDescription before = client.index("books", "");
    assertThat(before.getTotalRows()).isEqualTo(2);

    restart();
    assertThat(client.index("books", "")).isEqualTo(before);
    assertThat(client.loadState("books")).isEqualTo(LoadState.LoadStateLoaded);
    passing(Duration.ofSeconds(1));

    assertThat(client.index("books", "").getPendingIndexRows()).isZero();
  }

  @Test
  void continuesToWaitForIndexes() {
    stop();
    start(builder().refreshWaitForIndex(Duration.ofSeconds(100)));
    createCollection("books", 1);
    milvus.createIndex("books", "vector");
    long job = client.refresh("books");
    passing(Duration.ofSeconds(1));
    passing(Duration.ofSeconds(50));
    assertThat(client.progress(job).getProgress()).isEqualTo(90);

    stop();
    start(builder().refreshWaitForIndex(Duration.ofSeconds(100)));
    passing(Duration.ofSeconds(49));
    assertThat(client.progress(job).getProgress()).isEqualTo(90);
    passing(Duration.ofSeconds(1));

    assertThat(client.progress(job).getProgress()).isEqualTo(100);
  }

  @Test
  void continuesAJobWithTheNextOfItsTasks() {
    createCollection("books", 4);
    long job = client.refresh("books");
    passing(Duration.ofSeconds(2));
    assertThat(client.progress(job).getProgress()).isEqualTo(50);

    now.set(now.get().plusSeconds(600));
    restart();
    assertThat(client.progress(job).getProgress()).isEqualTo(50);
    passing(Duration.ofSeconds(1));
    assertThat(client.progress(job).getProgress()).isEqualTo(75);
    passing(Duration.ofSeconds(1));

    assertThat(client.progress(job).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
  }

  @Test
  void continuesWithTheFilesThatWereThereWhenTheJobWasPlanned() {
    DataSet set = createCollection("books", 2);
    long job = client.refresh("books");
    passing(Duration.ofSeconds(1));
    set.add("part-00000.parquet", "no longer good, but checked already");
    set.add("part-00099.parquet", "came too late");

    restart();
    passing(Duration.ofSeconds(1));

    assertThat(client.progress(job).getReason()).isEmpty();
    assertThat(client.progress(job).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
  }

  @Test
  void plansAJobThatWasPending() {
    stop();
    start(builder().planningDelay(Duration.ofSeconds(10)));
    createCollection("books", 1);
    long job = client.refresh("books");

    restart();
    passing(Duration.ofSeconds(20));

    assertThat(client.progress(job).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
  }

  @Test
  void countsTheTimeoutFromTheStartOfTheJob() {
    createCollection("books", 1);
    long job = client.refresh("books");
    milvus.job(job).inProgress(40);

    now.set(now.get().plus(Duration.ofHours(1)));
    restart();

    assertThat(client.progress(job).getReason()).isEqualTo("timeout");
    assertThat(client.progress(job).getProgress()).isEqualTo(40);
  }

  @Test
  void stillRefusesASecondRefresh() {
    createCollection("books", 1);
    long job = client.refresh("books");

    restart();

    assertThat(client.tryRefresh("books").getStatus().getReason())
        .startsWith("refresh job " + job + " is already in progress");
  }

  @Test
  void givesLargerIdsEvenIfTheClockWentBack() {
    createCollection("books", 1);
    long before = client.refresh("books");
    milvus.job(before).complete();

    now.set(now.get().minusSeconds(3600));
    restart();

    assertThat(client.refresh("books")).isGreaterThan(before);
  }

  @Test
  void forgetsExpiredJobsForGood() throws Exception {
    createCollection("books", 1);
    long job = client.refresh("books");
    passing(Duration.ofSeconds(2));
    passing(Duration.ofHours(25));

    assertThat(client.tryProgress(job).getStatus().getReason()).contains("not found");
    restart();
    assertThat(client.list("")).isEmpty();
    assertThat(data.resolve("jobs")).isEmptyDirectory();
    assertThat(data.resolve("plans")).isEmptyDirectory();
  }

  @Test
  void keepsASecondServerOut() {
    assertThatThrownBy(() -> builder().start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The data directory '%s' is in use by another server.", data);
  }

  @Test
  void keepsItsFilesFromOthers() throws Exception {
    createCollection("books", 1);
    long job = client.refresh("books");

    Path file = data.resolve("jobs").resolve(job + ".json");

    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  @Test
  void freesItsPort() {
    int port = milvus.port();
    milvus.close();
    client.close();

    start(builder().port(port));

    assertThat(milvus.port()).isEqualTo(port);
    assertThat(client.list("")).isEmpty();
  }

  private EmbeddedMilvus.Builder builder() {
    return EmbeddedMilvus.builder()
        .dataDirectory(data)
        .clock(now::get)
        .manualTicks()
        .filesPerTask(1)
        .scanRate(1);
  }

  private void passing(Duration time) {
    now.set(now.get().plus(time));
    milvus.tick();
  }

  private void restart() {
    stop();
    start(builder());
    milvus.tick();
  }
}
