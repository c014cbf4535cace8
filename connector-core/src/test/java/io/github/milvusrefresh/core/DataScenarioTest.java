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
package io.github.milvusrefresh.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.FailureKind;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scenarios of what data is there when a job ended. Completed says that the job ended well, and
 * {@link Readiness} adds indexes and loading. What is beyond that a user checks by any official
 * client, as {@link ServerLook} does here.
 */
class DataScenarioTest extends WireTest {

  private static final String NEW_SOURCE = "s3://bucket/new";

  /**
   * To check: {@code DescribeCollection} names the source of the completed job. While it does not,
   * a refresh without a source reads the old one again.
   */
  @Scenario(
      number = 12,
      issues = 49335,
      value = "completed, but the collection names its old source")
  class StaleSource {

    @Test
    void theJobTellsTheSourceItRead() throws Exception {
      start(scripted());
      server.faults().loseNextPublication();
      JobHandle handle = client.refresh(RefreshRequest.of("docs").withSource(NEW_SOURCE, SPEC));
      server.job(handle.jobId()).complete();

      AwaitResult result = client.awaiter().await(handle, QUICK);

      assertThat(result.outcome()).isEqualTo(AwaitOutcome.COMPLETED);
      assertThat(result.job().externalSource()).isEqualTo(NEW_SOURCE);
      try (ServerLook look = new ServerLook(server)) {
        assertThat(look.source("docs"))
            .isEqualTo(SOURCE)
            .isNotEqualTo(result.job().externalSource());
      }
    }

    @Test
    void usuallyBothAgree() throws Exception {
      start(scripted());
      JobHandle handle = client.refresh(RefreshRequest.of("docs").withSource(NEW_SOURCE, SPEC));
      server.job(handle.jobId()).complete();

      AwaitResult result = client.awaiter().await(handle, QUICK);

      try (ServerLook look = new ServerLook(server)) {
        assertThat(look.source("docs")).isEqualTo(result.job().externalSource());
      }
    }
  }

  @Scenario(number = 13, value = "an override that fails leaves source and rows as they were")
  class FailedOverride {

    @ParameterizedTest
    @ValueSource(strings = {"s3://no-such-bucket/docs", "/no/such/directory"})
    void thePreviousSnapshotStays(String badSource) throws Exception {
      Path source = SmallParquet.write(directory.resolve("docs"), "1.parquet", 7);
      startOver(source, EmbeddedMilvus.builder());
      server.createIndex("docs", "vector");
      await(refresh());
      JobHandle override = client.refresh(RefreshRequest.of("docs").withSource(badSource, SPEC));

      RefreshFailedException error = awaitFailure(RefreshFailedException.class, override, QUICK);

      assertThat(error.kind()).isEqualTo(FailureKind.FAILED);
      assertThat(error)
          .hasMessageContaining("explore external files failed: " + badSource)
          .hasMessageEndingWith("The previous snapshot stays; mend the source and refresh again.");
      try (ServerLook look = new ServerLook(server)) {
        assertThat(look.source("docs")).isEqualTo(source.toString());
        assertThat(look.rows("docs")).isEqualTo(7);
      }
    }
  }

  /** To check: the number of rows, by {@code count(*)} or as the indexes tell it. */
  @Scenario(
      number = 14,
      issues = {49478, 49534},
      value = "completed, but rows are missing")
  class MissingRows {

    @Test
    void completedIsReportedAndTheRowsTellTheRest() throws Exception {
      start(scripted());
      server.createIndex("docs", "vector");
      JobControl job = refresh().completeWithRows(7);

      assertThat(await(job).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
      try (ServerLook look = new ServerLook(server)) {
        assertThat(look.rows("docs")).isEqualTo(7);
      }
    }
  }

  @Scenario(
      number = 15,
      issues = {49523, 49663},
      value = "completed and loaded, but nothing is indexed")
  class NotReady {

    private JobControl completed() {
      start(scripted());
      server.createIndex("docs", "vector");
      JobControl job = refresh().complete();
      server.collection("docs").loaded().indexing(500);
      return job;
    }

    private AwaitOptions until(Readiness readiness) {
      return within(Duration.ofMillis(300)).toBuilder().waitFor(readiness).build();
    }

    @Test
    void completedSaysNothingOfIndexes() throws Exception {
      JobControl job = completed();

      assertThat(await(job).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
      assertThat(server.calls("DescribeIndex")).isZero();
      assertThat(server.calls("GetLoadState")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INDEXED", "LOADED"})
    void waitingForMoreTellsWhatIsMissing(Readiness readiness) {
      JobControl job = completed();

      assertThat(
              awaitFailure(
                  AwaitTimeoutException.class, AwaitTarget.job(job.jobId()), until(readiness)))
          .hasMessageStartingWith(
              "[AWAIT_TIMEOUT] Refresh job %d completed, but collection 'docs' was not indexed"
                  .formatted(job.jobId()))
          .hasMessageContaining("index 'vector' has 500 of 1000 rows pending");
    }

    @Test
    void theWaitEndsWhenAllIsReady() throws Exception {
      JobControl job = completed();
      AwaitOptions loaded = QUICK.toBuilder().waitFor(Readiness.LOADED).build();
      CompletableFuture<AwaitResult> wait =
          client.awaiter().awaitAsync(AwaitTarget.job(job.jobId()), loaded);
      moreCalls("DescribeIndex", 2);
      server.collection("docs").loadRefreshing().indexed();
      moreCalls("GetLoadingProgress", 2);
      assertThat(wait).isNotDone();
      server.collection("docs").loaded();

      assertThat(end(wait).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    }
  }
}
