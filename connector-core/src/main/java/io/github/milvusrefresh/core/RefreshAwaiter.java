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

import java.util.concurrent.CompletableFuture;

/**
 * Waits for refresh jobs. Thread-safe; waits run on the client's one scheduler thread, none has a
 * thread of its own. Milvus has no cancel call: giving up a wait never stops the job.
 *
 * <p>Success is {@code RefreshCompleted} alone. {@link #await} turns every other end into an error,
 * {@link #awaitOutcome} turns the ends that {@link AwaitOutcome} names into results; what no wait
 * can mend (credentials, privileges, an old server, a wrong argument) is an error in both.
 */
public interface RefreshAwaiter {

  /**
   * Waits until the job completed, blocking the caller.
   *
   * @param jobId the job, above zero
   * @param options how long to wait, and for what troubles
   * @return the completed job and what the wait took
   * @throws InterruptedException if the thread is interrupted; the wait ends at once, the job goes
   *     on
   * @throws io.github.milvusrefresh.core.error.RefreshFailedException if the server says failed
   * @throws io.github.milvusrefresh.core.error.AwaitTimeoutException if the timeout passed, after
   *     one last look
   * @throws io.github.milvusrefresh.core.error.JobNotFoundException if the server does not know the
   *     job, or dropped it
   * @throws io.github.milvusrefresh.core.error.JobExpiredException if the job was seen and is gone
   * @throws io.github.milvusrefresh.core.error.UnreachableException if no good answer came for the
   *     unreachable timeout
   * @throws io.github.milvusrefresh.core.error.MilvusRefreshException if the server refuses for
   *     good
   */
  AwaitResult await(long jobId, AwaitOptions options) throws InterruptedException;

  /**
   * Waits until the job completed, without a thread. Cancelling the future stops the wait and the
   * call in flight at once; the job goes on.
   *
   * @param jobId the job, above zero
   * @param options how long to wait, and for what troubles
   * @return completes with the result, or exceptionally with the errors of {@link #await};
   *     dependents run on the client's threads and must not block
   */
  CompletableFuture<AwaitResult> awaitAsync(long jobId, AwaitOptions options);

  /**
   * Waits until the wait ends in whatever way, blocking the caller.
   *
   * @param jobId the job, above zero
   * @param options how long to wait, and for what troubles
   * @return how it ended
   * @throws InterruptedException as {@link #await}
   * @throws io.github.milvusrefresh.core.error.MilvusRefreshException if the server refuses for
   *     good
   */
  AwaitResult awaitOutcome(long jobId, AwaitOptions options) throws InterruptedException;

  /**
   * Waits until the wait ends in whatever way, without a thread.
   *
   * @param jobId the job, above zero
   * @param options how long to wait, and for what troubles
   * @return completes with how it ended, or exceptionally if the server refuses for good; otherwise
   *     as {@link #awaitAsync}
   */
  CompletableFuture<AwaitResult> awaitOutcomeAsync(long jobId, AwaitOptions options);
}
