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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the arguments of the routines do, over the wire and without an engine. */
class RoutineRunnerTest {

  private final EmbeddedMilvus server = EmbeddedMilvus.builder().scriptedJobs().start();
  private final RefreshClient client =
      RefreshClient.open(ConnectionOptions.builder(server.uri()).build());

  RoutineRunnerTest() {
    server.createExternalCollection("docs", "s3://bucket/docs", "{\"format\":\"parquet\"}");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  /** The only row, by the names of its columns. */
  private Map<String, @Nullable Object> run(Routine routine, Map<String, Object> values)
      throws InterruptedException {
    AwaitOptions options = AwaitOptions.builder().timeout(Duration.ofSeconds(60)).build();
    List<@Nullable Object[]> rows =
        new RoutineRunner(client, options).run(routine, Arguments.of(routine.arguments(), values));
    assertThat(rows).hasSize(1);
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < routine.columns().size(); i++) {
      row.put(routine.columns().get(i).name(), rows.get(0)[i]);
    }
    return row;
  }

  private JobControl job() {
    return server.job(server.refresh("docs"));
  }

  private int refreshes() {
    return server.calls("RefreshExternalCollection");
  }

  @Test
  void refreshFailsIfAnotherOneRuns() {
    long active = job().jobId();

    assertThatThrownBy(() -> run(Routine.REFRESH, Map.of("collection", "docs")))
        .hasMessageStartingWith("[REFRESH_IN_PROGRESS] Refresh job " + active);
  }

  @Test
  void refreshAttachesToTheOneThatRuns() throws Exception {
    JobControl active = job();
    active.thenOnPoll(job -> job.inProgress(40)).thenOnPoll(JobControl::complete);

    assertThat(
            run(
                Routine.REFRESH,
                Map.of("collection", "docs", "wait", true, "if_running", "attach")))
        .containsEntry("job_id", active.jobId())
        .containsEntry("state", "RefreshCompleted");
  }

  @Test
  void refreshQueuesBehindTheOneThatRuns() throws Exception {
    JobControl active = job();
    active.thenOnPoll(job -> {}).thenOnPoll(job -> job.fail("no such bucket"));

    Map<String, @Nullable Object> row =
        run(Routine.REFRESH, Map.of("collection", "docs", "if_running", "queue"));

    assertThat(row).containsEntry("state", "RefreshPending");
    assertThat((Long) row.get("job_id")).isGreaterThan(active.jobId());
  }

  @Test
  void theTimeoutCoversQueueing() {
    long active = job().jobId();

    assertThatThrownBy(
            () ->
                run(
                    Routine.REFRESH,
                    Map.of("collection", "docs", "if_running", "queue", "timeout", "300ms")))
        .hasMessageStartingWith(
            "[AWAIT_TIMEOUT] No refresh of collection 'docs' was started: refresh job "
                + active
                + " runs, and did not end within 300ms; last seen: RefreshPending");
    assertThat(refreshes()).isOne();
  }

  @Test
  void theTimeoutIsToldAsItWasGiven() {
    assertThatThrownBy(
            () -> run(Routine.REFRESH, Map.of("collection", "docs", "wait", true, "timeout", 1)))
        .hasMessageContaining("did not end within 1s.");
  }

  @Test
  void refreshReturnsTheIdOfAJobThatIsNotVisibleYet() throws Exception {
    server.faults().hideNextJob(3);

    Map<String, @Nullable Object> row = run(Routine.REFRESH, Map.of("collection", "docs"));

    assertThat((Long) row.get("job_id")).isPositive();
    assertThat(row).containsEntry("collection_name", "docs").containsEntry("state", null);
  }

  @Test
  void waitForNeedsWait() {
    assertThatThrownBy(
            () -> run(Routine.REFRESH, Map.of("collection", "docs", "wait_for", "indexed")))
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'wait_for' is given without 'wait': expected wait => true"
                + " too.");
    assertThat(refreshes()).isZero();
  }

  @Test
  void wrongChoicesStartNoRefresh() {
    for (String argument : List.of("if_running", "wait_for", "timeout")) {
      assertThatThrownBy(
              () -> run(Routine.REFRESH, Map.of("collection", "docs", "wait", true, argument, "x")))
          .hasMessageStartingWith("[INVALID_ARGUMENT] Argument '" + argument + "' is 'x'");
    }
    assertThat(refreshes()).isZero();
  }

  @Test
  void anInterruptIsOneWhereverItComes() {
    job();
    for (Routine routine : List.of(Routine.REFRESH, Routine.AWAIT_REFRESH, Routine.REFRESH_JOBS)) {
      Thread.currentThread().interrupt();
      Map<String, Object> values =
          routine == Routine.REFRESH
              ? Map.of("collection", "docs", "if_running", "queue")
              : Map.of("collection", "docs");

      assertThatThrownBy(() -> run(routine, values)).isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void engineErrorsOfAnInterruptSayWhatBecomesOfTheJob() {
    assertThat(RoutineRunner.cancelled(Routine.AWAIT_REFRESH))
        .hasMessage("'await_refresh' was interrupted; the refresh job goes on.")
        .hasNoCause();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(RoutineRunner.cancelled(Routine.REFRESH))
        .hasMessage("'refresh' was interrupted; a job that it started goes on.");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void awaitsTheLatestJobOfACollection() throws Exception {
    job().complete();
    JobControl latest = job();
    latest.thenOnPoll(job -> {}).thenOnPoll(JobControl::complete);

    assertThat(run(Routine.AWAIT_REFRESH, Map.of("collection", "docs")))
        .containsEntry("job_id", latest.jobId())
        .containsEntry("outcome", "COMPLETED");
  }

  @Test
  void aCollectionWithoutJobsIsARowWithoutId() throws Exception {
    assertThat(run(Routine.AWAIT_REFRESH, Map.of("collection", "docs", "on_failure", "return")))
        .containsEntry("job_id", null)
        .containsEntry("outcome", "NOT_FOUND");
    assertThat(Routine.AWAIT_REFRESH.columns().get(0).nullable()).isTrue();
    assertThat(Routine.REFRESH.columns().get(0).nullable()).isFalse();
  }

  @Test
  void waitsForIndexesAndLoading() throws Exception {
    server.createIndex("docs", "vector");
    server.load("docs");
    server.collection("docs").indexing(500).loading(10);
    server
        .collection("docs")
        .script(c -> {}, c -> c.indexed(), c -> c.loading(50), c -> c.loaded());
    long id = job().complete().jobId();

    assertThat(run(Routine.AWAIT_REFRESH, Map.of("job_id", id, "wait_for", "loaded")))
        .containsEntry("outcome", "COMPLETED");
    assertThat(server.calls("DescribeIndex")).isEqualTo(2);
    assertThat(server.calls("GetLoadState")).isPositive();
  }

  @Test
  void refreshWaitsForIndexes() throws Exception {
    server.createIndex("docs", "vector");
    server.collection("docs").indexing(500).script(c -> {}, c -> c.indexed());
    job().script(job -> job.inProgress(40), JobControl::complete);

    run(
        Routine.REFRESH,
        Map.of("collection", "docs", "wait", true, "if_running", "attach", "wait_for", "indexed"));

    assertThat(server.calls("DescribeIndex")).isEqualTo(2);
  }

  @Test
  void awaitsManyJobsAndFailsWithTheFirstThatFails() throws Exception {
    server.createExternalCollection("news", "s3://bucket/news", "{}");
    RoutineRunner runner = new RoutineRunner(client, AwaitOptions.defaults());
    Arguments none = Arguments.of(Routine.AWAIT_REFRESH.arguments(), Map.of());
    JobControl docs = job();
    JobControl news = server.job(server.refresh("news"));
    docs.complete();
    news.complete();

    assertThat(runner.awaitAll(List.of(news.jobId(), docs.jobId()), none))
        .extracting(row -> row[0])
        .containsExactly(news.jobId(), docs.jobId());

    JobControl failing = job();
    JobControl hanging = server.job(server.refresh("news"));
    failing.fail("no such bucket");
    assertThatThrownBy(() -> runner.awaitAll(List.of(hanging.jobId(), failing.jobId()), none))
        .hasMessageContaining("no such bucket");
  }
}
