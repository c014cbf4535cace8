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
package io.github.milvusrefresh.core.internal.await;

import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Finds the job of a collection: the one that is active, or else the newest. */
final class LatestJobStage extends RepeatingStage<List<RefreshJob>> {

  private static final Comparator<RefreshJob> LATEST =
      Comparator.<RefreshJob, Boolean>comparing(job -> !job.state().isTerminal())
          .thenComparing(job -> job.startTime() == null ? Instant.EPOCH : job.startTime())
          .thenComparing(RefreshJob::jobId);

  private final CollectionName collection;

  LatestJobStage(CollectionName collection, Wait wait) {
    super(wait);
    this.collection = collection;
  }

  @Override
  CompletableFuture<List<RefreshJob>> ask(RpcOptions rpc) {
    return waitOfStage().context().calls().jobs(collection, rpc);
  }

  @Override
  void judge(List<RefreshJob> jobs) {
    jobs.stream()
        .max(LATEST)
        .ifPresentOrElse(
            job -> waitOfStage().located(job.jobId()),
            () ->
                waitOfStage()
                    .failed(AwaitOutcome.NOT_FOUND, JobNotFoundException.noJobOf(collection)));
  }

  @Override
  public MilvusRefreshException timeout(Duration timeout) {
    return AwaitTimeoutException.ofCollection(collection, timeout, waitOfStage().lastTrouble());
  }
}
