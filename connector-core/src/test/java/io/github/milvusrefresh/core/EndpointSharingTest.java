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

import io.github.milvusrefresh.embedded.JobControl;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Clients of one server with the same credentials share what is costly, and are otherwise strangers
 * to each other.
 */
class EndpointSharingTest extends WireTest {

  private static final Credentials ROOT = new Credentials.UserPassword("root", "Milvus");

  /** All threads of the connector for this server. */
  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("milvus-refresh-") && name.contains(":" + server.port()))
        .toList();
  }

  /** Those that time waits; the others carry calls. */
  private long schedulers() {
    return threads().stream()
        .filter(name -> name.equals("milvus-refresh-127.0.0.1:" + server.port()))
        .count();
  }

  private BooleanSupplier noThreads() {
    return () -> threads().isEmpty();
  }

  // --- what is shared

  @Test
  void equalCredentialsShareConnectionAndThread() {
    start(scripted().user("root", "Milvus"), ROOT);
    try (RefreshClient equal = open(new Credentials.UserPassword("root", "Milvus"));
        RefreshClient otherDatabase =
            RefreshClient.open(
                ConnectionOptions.builder(server.uri())
                    .credentials(ROOT)
                    .database("default")
                    .build())) {
      client.jobs();
      equal.jobs();
      otherDatabase.jobs();

      assertThat(server.calls("Connect")).isOne();
      assertThat(schedulers()).isOne();
    }
    assertThat(client.jobs()).isEmpty();
    assertThat(server.calls("Connect")).isOne();
  }

  @Test
  void otherCredentialsShareNothing() {
    start(scripted().user("root", "Milvus").apiKey("key"), ROOT);
    try (RefreshClient other = open(new Credentials.Token("key"))) {
      client.jobs();
      other.jobs();

      assertThat(server.calls("Connect")).isEqualTo(2);
      assertThat(schedulers()).isEqualTo(2);
      assertThat(server.lastHeaders(LIST)).containsEntry("authorization", "a2V5");
    }
    until("the other's thread has ended", () -> schedulers() == 1);
  }

  @Test
  void twoWaitsOfTwoClientsForOneJobCostThePollsOfOne() throws Exception {
    start(scripted());
    JobControl job = refresh();
    try (RefreshClient second = open(new Credentials.None())) {
      AwaitTarget target = AwaitTarget.job(job.jobId());
      CompletableFuture<AwaitResult> one = client.awaiter().awaitAsync(target, QUICK);
      CompletableFuture<AwaitResult> two = second.awaiter().awaitAsync(target, QUICK);
      moreCalls(PROGRESS, 2);
      for (int poll = 0; poll < 10; poll++) {
        job.thenOnPoll(j -> {});
      }
      job.thenOnPoll(JobControl::complete);

      int pollsOfOne = end(one).polls();
      int pollsOfTwo = end(two).polls();
      assertThat(List.of(pollsOfOne, pollsOfTwo)).allMatch(polls -> polls > 10);
      assertThat(server.calls(PROGRESS) + server.calls(LIST))
          .isLessThanOrEqualTo(Math.max(pollsOfOne, pollsOfTwo) + 1);
    }
  }

  // --- what is not

  @Test
  void closingOneEndsItsWaitsAndCallsAndNoOthers() throws Exception {
    start(scripted());
    JobControl job = refresh();
    server.createExternalCollection("more", SOURCE, SPEC);
    server.createExternalCollection("other", SOURCE, SPEC);
    RefreshClient closed = open(new Credentials.None());
    AwaitTarget target = AwaitTarget.job(job.jobId());
    CompletableFuture<AwaitResult> wait = closed.awaiter().awaitAsync(target, QUICK);
    CompletableFuture<AwaitResult> otherWait = client.awaiter().awaitAsync(target, QUICK);
    server.faults().hangNext(REFRESH, 2);
    int refreshes = server.calls(REFRESH);
    CompletableFuture<JobHandle> call = refreshAsync(closed, "more");
    CompletableFuture<JobHandle> otherCall = refreshAsync(client, "other");
    until("both refreshes are open", () -> server.calls(REFRESH) == refreshes + 2);
    moreCalls(PROGRESS, 2);

    closed.close();

    assertThatThrownBy(wait::join)
        .isInstanceOf(CancellationException.class)
        .hasMessage("The client was closed while waiting; the job goes on.");
    assertThatThrownBy(call::join)
        .isInstanceOf(CancellationException.class)
        .hasMessage("The client is closed.");
    assertThatThrownBy(() -> closed.progress(job.jobId()))
        .isInstanceOf(CancellationException.class)
        .hasMessage("The client is closed.");
    moreCalls(PROGRESS, 2);
    assertThat(otherWait).isNotDone();
    assertThat(otherCall).isNotDone();
    job.complete();
    assertThat(end(otherWait).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
  }

  private static CompletableFuture<JobHandle> refreshAsync(
      RefreshClient client, String collection) {
    return client.refreshAsync(RefreshRequest.of(collection), RpcOptions.defaults());
  }

  // --- what the last one leaves

  @Test
  void aListenerThatBlocksForEverKeepsNoThread() throws Exception {
    start(scripted());
    JobControl job = refresh();
    CountDownLatch blocked = new CountDownLatch(1);
    AwaitListener blocking =
        new AwaitListener() {
          @Override
          public void onProgress(AwaitProgress progress) {
            blocked.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    CompletableFuture<AwaitResult> wait =
        client.awaiter().awaitAsync(AwaitTarget.job(job.jobId()), QUICK, blocking);
    assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();

    client.close();

    until("no thread is left", noThreads());
    assertThat(wait).isCompletedExceptionally();
  }

  /** What depends on a wait runs on the thread that closing ends. */
  @Test
  void aDependentOfTheWaitMayClose() throws Exception {
    start(scripted());
    JobControl job = refresh();
    CompletableFuture<Void> closed = awaitAsync(job).thenRun(client::close);
    job.complete();

    closed.get(4, TimeUnit.SECONDS);
    until("no thread is left", noThreads());
  }

  @Test
  void aListenerMayClose() throws Exception {
    start(scripted());
    JobControl job = refresh();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    AwaitListener closing =
        new AwaitListener() {
          @Override
          public void onProgress(AwaitProgress progress) {
            client.close();
            closed.complete(null);
          }
        };
    CompletableFuture<AwaitResult> wait =
        client.awaiter().awaitAsync(AwaitTarget.job(job.jobId()), QUICK, closing);

    closed.get(4, TimeUnit.SECONDS);
    until("no thread is left", noThreads());
    assertThat(wait).isCompletedExceptionally();
  }
}
