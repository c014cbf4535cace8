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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.core.error.RefreshInProgressException;
import io.github.milvusrefresh.core.error.ServerErrorException;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios of starting a refresh. */
class TriggerScenarioTest extends WireTest {

  private static final RefreshRequest DOCS = RefreshRequest.of("docs");
  private static final CollectionName NAME = CollectionName.parse("docs");

  @Scenario(
      number = 1,
      issues = 49231,
      value = "a second refresh gets an id that never becomes a job")
  class DroppedJob {

    @Test
    void theWaitFailsSoonAndNamesTheActiveJobOfTheCollection() {
      start(EmbeddedMilvus.builder().scriptedJobs());
      server.createExternalCollection("other", SOURCE, SPEC);
      JobHandle first = client.refresh(DOCS);
      client.refresh(RefreshRequest.of("other"));
      server.faults().dropNextJob();
      JobHandle second = client.refresh(DOCS);

      JobNotFoundException error = awaitFailure(JobNotFoundException.class, second, QUICK);

      assertThat(error)
          .hasMessageStartingWith(
              "[JOB_NOT_FOUND] The server does not know refresh job %d.".formatted(second.jobId()))
          .hasMessageContaining(
              "dropped in favour of job %d, which is active for collection 'docs'"
                  .formatted(first.jobId()));
      assertThat(error.activeJobId()).hasValue(first.jobId());
      assertThat(server.calls(PROGRESS)).isBetween(3, 30);
      assertThat(server.calls(REFRESH)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {703, 1100})
    void newerServersRefuseItAndTheFirstJobCompletes(int code) throws Exception {
      start(scripted().duplicateErrorCode(code));
      JobControl first = refresh();

      RefreshInProgressException error =
          catchThrowableOfType(RefreshInProgressException.class, () -> client.refresh(DOCS));
      assertThat(error)
          .hasMessageStartingWith(
              "[REFRESH_IN_PROGRESS] Refresh job %d of collection 'docs' is in progress"
                  .formatted(first.jobId()));
      assertThat(error.activeJobId()).hasValue(first.jobId());
      assertThat(error.serverStatus().orElseThrow().code()).isEqualTo(code);

      first.complete();
      assertThat(await(first).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
      assertThat(server.calls(REFRESH)).isEqualTo(2);
    }
  }

  @Scenario(
      number = 2,
      issues = {53133, 53148},
      value = "the first job ends before the second refresh")
  class FastFirstJob {

    @Test
    void bothAreJobsOfTheirOwnAndListedNewestFirst() throws Exception {
      start(scripted());
      JobControl first = refresh();
      first.complete();
      server.advance(Duration.ofSeconds(1));
      JobControl second = refresh();
      second.complete();

      assertThat(second.jobId()).isGreaterThan(first.jobId());
      assertThat(await(first).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
      assertThat(await(second).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
      assertThat(client.jobs(NAME))
          .extracting(RefreshJob::jobId)
          .containsExactly(second.jobId(), first.jobId());
    }
  }

  @Scenario(
      number = 4,
      issues = 49230,
      value = "a source without a spec, or a spec without a source")
  class HalfAnOverride {

    @Test
    void isRefusedBeforeAnyCall() {
      start(scripted());

      assertThatThrownBy(() -> DOCS.withSource("s3://bucket/new", null))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageContaining("[INVALID_ARGUMENT] Argument 'external_spec' is missing")
          .hasMessageContaining("both provided or both omitted");
      assertThatThrownBy(() -> DOCS.withSource(null, SPEC))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageContaining("[INVALID_ARGUMENT] Argument 'external_source' is missing")
          .hasMessageContaining("both provided or both omitted");
      assertThat(server.calls(REFRESH)).isZero();
    }

    @Test
    void isRefusedByTheServerWhenOneIsEmpty() {
      start(scripted());

      ServerErrorException error =
          catchThrowableOfType(
              ServerErrorException.class,
              () -> client.refresh(DOCS.withSource("s3://bucket/new", "")));

      assertThat(error)
          .hasMessageContaining("[MILVUS_ERROR]")
          .hasMessageContaining("both provided or both omitted");
      assertThat(error.serverStatus().orElseThrow().code()).isEqualTo(1100);
      assertThat(client.jobs(NAME)).isEmpty();
    }
  }

  @Scenario(number = 6, issues = 52445, value = "one lost call inside Milvus fails the job")
  class FailedJob {

    @Test
    void isReportedOnceAndNeverSubmittedAgain() {
      start(scripted());
      JobControl job = refresh();
      job.thenOnPoll(j -> j.inProgress(40))
          .thenOnPoll(j -> j.fail("query task failed: context deadline exceeded"));

      RefreshFailedException error = awaitFailure(RefreshFailedException.class, job);

      assertThat(error)
          .hasMessageStartingWith(
              "[REFRESH_FAILED] Refresh job %d of collection 'docs' failed".formatted(job.jobId()))
          .hasMessageContaining(
              "query task failed: context deadline exceeded. The previous snapshot");
      assertThat(server.calls(REFRESH)).isOne();
      assertThat(client.jobs(NAME)).extracting(RefreshJob::jobId).containsExactly(job.jobId());
    }
  }

  @Scenario(number = 17, value = "the answer to the refresh is lost, its job was started")
  class LostAnswer {

    @ParameterizedTest
    @ValueSource(strings = {"UNAVAILABLE", "DEADLINE_EXCEEDED"})
    void theJobIsFoundInTheListAndNothingIsSentAgain(String code) throws Exception {
      start(EmbeddedMilvus.builder().scriptedJobs());
      server.faults().ambiguousNextSubmit(code);

      assertAdopted(client.refresh(DOCS), 1);
    }

    @Test
    void soItIsWhenOurOwnDeadlineEndsTheCall() throws Exception {
      start(EmbeddedMilvus.builder().scriptedJobs());
      client.jobs();
      server.faults().unansweredNextSubmit();

      assertAdopted(
          client.refresh(DOCS, RpcOptions.defaults().withTimeout(Duration.ofMillis(300))), 1);
    }

    /** The list misses the job at first, so the refresh is sent again, and meets its own job. */
    @Test
    void anInProgressThatOurOwnJobCausedIsNoFailure() throws Exception {
      start(EmbeddedMilvus.builder().scriptedJobs());
      client.jobs();
      server.faults().ambiguousNextSubmit("UNAVAILABLE").hangNext(LIST, 1);
      CompletableFuture<JobHandle> handle =
          client.refreshAsync(DOCS, RpcOptions.defaults().withTimeout(Duration.ofSeconds(1)));
      moreCalls(LIST, 1);
      server.job(newestJob()).hideFromLists(1);

      assertAdopted(handle.get(), 2);
    }

    /** The contrast: the call never arrived, so there is no job to find. */
    @Test
    void aCallThatNeverArrivedIsSentAgain() throws Exception {
      start(EmbeddedMilvus.builder().scriptedJobs());
      server.faults().failNext(REFRESH, 1, "UNAVAILABLE", "connection reset");

      JobHandle handle = client.refresh(DOCS);

      assertThat(handle.attached()).isFalse();
      assertThat(server.calls(REFRESH)).isEqualTo(2);
      assertThat(client.jobs(NAME)).extracting(RefreshJob::jobId).containsExactly(handle.jobId());
    }

    private long newestJob() {
      try (RefreshClient other = open(new Credentials.Token("no other client shares this call"))) {
        List<RefreshJob> jobs = other.jobs();
        return jobs.get(0).jobId();
      }
    }

    private void assertAdopted(JobHandle handle, int refreshes) throws Exception {
      assertThat(handle.attached()).isTrue();
      assertThat(server.calls(REFRESH)).isEqualTo(refreshes);
      assertThat(client.jobs(NAME)).extracting(RefreshJob::jobId).containsExactly(handle.jobId());
      server.job(handle.jobId()).complete();
      assertThat(client.awaiter().await(handle, QUICK).outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    }
  }
}
