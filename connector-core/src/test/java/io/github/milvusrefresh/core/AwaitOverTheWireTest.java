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

import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Waits over a real connection, for what neither virtual time nor the scenarios show. */
class AwaitOverTheWireTest extends WireTest {

  @Test
  void endsWithTheJobByTheDefaults() throws Exception {
    start(EmbeddedMilvus.builder().scriptedJobs());
    JobControl job = refresh();
    CompletableFuture<AwaitResult> wait =
        client.awaiter().awaitAsync(AwaitTarget.job(job.jobId()), AwaitOptions.defaults());
    moreCalls(PROGRESS, 2);
    job.complete();

    AwaitResult result = end(wait);
    assertThat(result.outcome()).isEqualTo(AwaitOutcome.COMPLETED);
    assertThat(result.polls()).isGreaterThan(2);
  }

  @Test
  void endsUnreachableWhenTheServerStaysAway() {
    start(scripted());
    JobControl job = refresh();
    CompletableFuture<AwaitResult> wait =
        client
            .awaiter()
            .awaitAsync(
                AwaitTarget.job(job.jobId()),
                QUICK.toBuilder().unreachableTimeout(Duration.ofMillis(300)).build());
    moreCalls(PROGRESS, 1);
    server.close();

    assertThatThrownBy(() -> end(wait))
        .hasCauseInstanceOf(UnreachableException.class)
        .hasMessageContaining("[MILVUS_UNREACHABLE]")
        .hasMessageContaining("The job may still run; await it again when the server is back.");
  }
}
