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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.JobExpiredException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waits over a real connection, for what virtual time cannot show. */
class AwaitOverTheWireTest {

  private static final AwaitOptions OPTIONS =
      AwaitOptions.builder().timeout(Duration.ofSeconds(60)).build();

  @TempDir private Path directory;

  private EmbeddedMilvus.Builder scripted() {
    return EmbeddedMilvus.builder().scriptedJobs().dataDirectory(directory);
  }

  private static RefreshClient client(EmbeddedMilvus server) {
    return RefreshClient.open(ConnectionOptions.builder(server.uri()).build());
  }

  private static long job(EmbeddedMilvus server) {
    server.createExternalCollection("docs", "s3://bucket/docs", "{\"format\":\"parquet\"}");
    return server.refresh("docs");
  }

  /** Waits until the server was asked, so that what follows happens in the middle of a wait. */
  private static void polled(EmbeddedMilvus server, int times) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (server.calls("GetRefreshExternalCollectionProgress") < times) {
      if (System.nanoTime() > end) {
        throw new AssertionError("The server was not asked " + times + " times");
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void endsWithTheJob() throws Exception {
    try (EmbeddedMilvus server = scripted().start();
        RefreshClient client = client(server)) {
      long id = job(server);
      CompletableFuture<AwaitResult> wait =
          client.awaiter().awaitAsync(AwaitTarget.job(id), OPTIONS);
      polled(server, 2);
      server.job(id).complete();

      assertThat(wait.get(30, TimeUnit.SECONDS).job())
          .satisfies(job -> assertThat(job.state()).isEqualTo(RefreshState.COMPLETED));
    }
  }

  /** Scenario 16 of MILVUS-SERVER.md (milvus issue 48630): jobs survive a restart, so do waits. */
  @Test
  void survivesARestartOfTheServer() throws Exception {
    EmbeddedMilvus first = scripted().start();
    try (RefreshClient client = client(first)) {
      long id = job(first);
      CompletableFuture<AwaitResult> wait =
          client.awaiter().awaitAsync(AwaitTarget.job(id), OPTIONS);
      polled(first, 2);
      int port = first.port();
      first.close();
      try (EmbeddedMilvus second = scripted().port(port).start()) {
        polled(second, 1);
        second.job(id).complete();

        assertThat(wait.get(30, TimeUnit.SECONDS).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
      }
    } finally {
      first.close();
    }
  }

  @Test
  void endsUnreachableWhenTheServerStaysAway() throws Exception {
    EmbeddedMilvus server = scripted().start();
    try (RefreshClient client = client(server)) {
      long id = job(server);
      CompletableFuture<AwaitResult> wait =
          client
              .awaiter()
              .awaitAsync(
                  AwaitTarget.job(id),
                  OPTIONS.toBuilder().unreachableTimeout(Duration.ofMillis(700)).build());
      polled(server, 1);
      server.close();

      assertThatThrownBy(() -> wait.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(UnreachableException.class)
          .hasMessageContaining("[MILVUS_UNREACHABLE]")
          .hasMessageContaining("The job may still run; await it again when the server is back.");
    } finally {
      server.close();
    }
  }

  /** Scenario 11 (milvus issue 49232): a long reason is kept whole. */
  @Test
  void reportsAFailureWithItsWholeReason() {
    String reason = "external field size sampling failed for all 1 segment(s);\nsecond line";
    try (EmbeddedMilvus server = scripted().start();
        RefreshClient client = client(server)) {
      long id = job(server);
      server.job(id).fail(reason);

      assertThatThrownBy(() -> client.awaiter().await(AwaitTarget.job(id), OPTIONS))
          .isInstanceOf(RefreshFailedException.class)
          .hasMessageContaining(reason);
    }
  }

  /** Scenario 1 (milvus issue 49231): the id that a second refresh got never becomes a job. */
  @Test
  void namesTheActiveJobWhenOursWasDropped() throws Exception {
    try (EmbeddedMilvus server = scripted().start();
        RefreshClient client = client(server)) {
      server.createExternalCollection("docs", "s3://bucket/docs", "{\"format\":\"parquet\"}");
      server.createExternalCollection("more", "s3://bucket/more", "{\"format\":\"parquet\"}");
      long active = server.refresh("docs");
      server.faults().dropNextJob();
      JobHandle dropped = client.refresh(RefreshRequest.of("more"));

      assertThatThrownBy(() -> client.awaiter().await(dropped, OPTIONS))
          .isInstanceOf(JobNotFoundException.class)
          .hasMessageContaining("dropped in favour of job " + active);
    }
  }

  /** Scenario 18: a job that expires during the wait has an unknown outcome. */
  @Test
  void reportsAJobThatVanishedAsExpired() throws Exception {
    try (EmbeddedMilvus server = scripted().start();
        RefreshClient client = client(server)) {
      long id = job(server);
      CompletableFuture<AwaitResult> wait =
          client.awaiter().awaitAsync(AwaitTarget.job(id), OPTIONS);
      polled(server, 2);
      server.job(id).expire();

      assertThatThrownBy(() -> wait.get(60, TimeUnit.SECONDS))
          .hasCauseInstanceOf(JobExpiredException.class)
          .hasMessageContaining("Its outcome is unknown");
    }
  }

  @Test
  void timesOutWhileTheJobRunsOn() {
    try (EmbeddedMilvus server = scripted().start();
        RefreshClient client = client(server)) {
      long id = job(server);
      server.job(id).inProgress(40);

      assertThatThrownBy(
              () ->
                  client
                      .awaiter()
                      .await(
                          AwaitTarget.job(id),
                          OPTIONS.toBuilder().timeout(Duration.ofMillis(300)).build()))
          .isInstanceOf(AwaitTimeoutException.class)
          .hasMessageContaining("RefreshInProgress of collection 'docs' at 40 %");
      assertThat(client.progress(id).state()).isEqualTo(RefreshState.IN_PROGRESS);
    }
  }
}
