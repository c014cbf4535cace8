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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds a server, a client of it and the collection "docs" for the length of a test. */
@Timeout(60)
abstract class WireTest {

  static final String REFRESH = "RefreshExternalCollection";
  static final String PROGRESS = "GetRefreshExternalCollectionProgress";
  static final String LIST = "ListRefreshExternalCollectionJobs";

  static final String SOURCE = "s3://bucket/docs";
  static final String SPEC = "{\"format\":\"parquet\"}";

  /** Waits as by default, but every pause is short. */
  static final AwaitOptions QUICK =
      AwaitOptions.builder()
          .timeout(Duration.ofSeconds(30))
          .minPollInterval(Duration.ofMillis(5))
          .maxPollInterval(Duration.ofMillis(50))
          .notFoundGrace(Duration.ofMillis(100))
          .build();

  @TempDir Path directory;
  EmbeddedMilvus server;
  RefreshClient client;

  /** Time stands still, and jobs wait to be moved by the test. */
  static EmbeddedMilvus.Builder scripted() {
    return EmbeddedMilvus.builder().virtualTime().scriptedJobs();
  }

  static AwaitOptions within(Duration timeout) {
    return QUICK.toBuilder().timeout(timeout).build();
  }

  void start(EmbeddedMilvus.Builder builder) {
    start(builder, new Credentials.None());
  }

  void start(EmbeddedMilvus.Builder builder, Credentials credentials) {
    startOver(SOURCE, SPEC, builder, credentials);
  }

  /** Starts a server that can read its source. */
  void startOver(Path source, EmbeddedMilvus.Builder builder) {
    startOver(source.toString(), SPEC, builder, new Credentials.None());
  }

  void startOver(
      String source, String spec, EmbeddedMilvus.Builder builder, Credentials credentials) {
    server = builder.start();
    server.createExternalCollection("docs", source, spec);
    client = open(credentials);
  }

  RefreshClient open(Credentials credentials) {
    return RefreshClient.open(
        ConnectionOptions.builder(server.uri()).credentials(credentials).build());
  }

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }

  /** Refreshes "docs" over the wire. */
  JobControl refresh() {
    return server.job(client.refresh(RefreshRequest.of("docs")).jobId());
  }

  AwaitResult await(JobControl job) throws InterruptedException {
    return client.awaiter().await(AwaitTarget.job(job.jobId()), QUICK);
  }

  CompletableFuture<AwaitResult> awaitAsync(JobControl job) {
    return client.awaiter().awaitAsync(AwaitTarget.job(job.jobId()), QUICK);
  }

  <E extends MilvusRefreshException> E awaitFailure(Class<E> type, JobControl job) {
    return awaitFailure(type, AwaitTarget.job(job.jobId()), QUICK);
  }

  <E extends MilvusRefreshException> E awaitFailure(
      Class<E> type, AwaitTarget target, AwaitOptions options) {
    return catchThrowableOfType(type, () -> client.awaiter().await(target, options));
  }

  static AwaitResult end(CompletableFuture<AwaitResult> wait)
      throws InterruptedException, ExecutionException, TimeoutException {
    return wait.get(30, TimeUnit.SECONDS);
  }

  /** Waits until the server was called so often more, to act in the middle of what goes on. */
  void moreCalls(String rpc, int more) {
    int enough = server.calls(rpc) + more;
    until(rpc + " is called", () -> server.calls(rpc) >= enough);
  }

  /** Waits for a condition, at most 30 s. */
  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("30 s until %s", what).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
