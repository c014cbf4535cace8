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

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Waits for refresh jobs. Thread-safe; waits share one daemon thread for each server and
 * credentials, none has a thread of its own. Milvus has no cancel call: giving up a wait never
 * stops the job.
 *
 * <p>Success is {@code RefreshCompleted} alone, and what {@link AwaitOptions#waitFor()} adds. Every
 * other end is an error, or with {@link OnFailure#RETURN} a result.
 *
 * <p>Any number of waits for one job cost the polls of one. Eight jobs or more of one database are
 * asked for with one call.
 */
public interface RefreshAwaiter {

  /**
   * Waits, blocking the caller.
   *
   * @param target the job
   * @param options how long to wait, for what, and through which troubles; the timeout is that of a
   *     {@link JobHandle} if the target is one
   * @return the completed job and what the wait took
   * @throws InterruptedException if the thread is interrupted; the wait ends at once, the job goes
   *     on
   * @throws io.github.milvusrefresh.core.error.RefreshFailedException if the server says failed
   * @throws io.github.milvusrefresh.core.error.AwaitTimeoutException if the timeout passed, after
   *     one last look
   * @throws io.github.milvusrefresh.core.error.JobNotFoundException if the server does not know the
   *     job, or dropped it, or the collection has none
   * @throws io.github.milvusrefresh.core.error.JobExpiredException if the job was seen and is gone
   * @throws io.github.milvusrefresh.core.error.JobStalledException if it stalled, and the options
   *     say to give up then
   * @throws io.github.milvusrefresh.core.error.UnreachableException if no good answer came for the
   *     unreachable timeout
   * @throws io.github.milvusrefresh.core.error.MilvusRefreshException if the server refuses for
   *     good
   */
  default AwaitResult await(AwaitTarget target, AwaitOptions options) throws InterruptedException {
    return await(target, options, AwaitListener.NONE);
  }

  /**
   * Waits, blocking the caller, and tells a listener meanwhile.
   *
   * @param target the job
   * @param options how to wait
   * @param listener told on a thread of its own
   * @return as {@link #await(AwaitTarget, AwaitOptions)}
   * @throws InterruptedException as {@link #await(AwaitTarget, AwaitOptions)}
   */
  AwaitResult await(AwaitTarget target, AwaitOptions options, AwaitListener listener)
      throws InterruptedException;

  /**
   * Waits without a thread. Cancelling the future stops the wait at once; the job goes on, and so
   * do other waits for it.
   *
   * @param target the job
   * @param options how to wait
   * @return completes with the result, or exceptionally with the errors of {@link
   *     #await(AwaitTarget, AwaitOptions)}; with {@link java.util.concurrent.CancellationException}
   *     if the client is closed. Dependents run on the thread that all waits share and must not
   *     block
   */
  default CompletableFuture<AwaitResult> awaitAsync(AwaitTarget target, AwaitOptions options) {
    return awaitAsync(target, options, AwaitListener.NONE);
  }

  /**
   * Waits without a thread, and tells a listener meanwhile.
   *
   * @param target the job
   * @param options how to wait
   * @param listener told on a thread of its own
   * @return as {@link #awaitAsync(AwaitTarget, AwaitOptions)}
   */
  CompletableFuture<AwaitResult> awaitAsync(
      AwaitTarget target, AwaitOptions options, AwaitListener listener);

  /**
   * Waits for all, without a thread. With {@link OnFailure#THROW} the first failure is the end of
   * all; cancelling cancels all.
   *
   * @param targets the jobs; none is done at once
   * @param options how to wait for each
   * @return completes with the results in the order of the targets, or with the first error
   */
  default CompletableFuture<List<AwaitResult>> awaitAllAsync(
      Collection<? extends AwaitTarget> targets, AwaitOptions options) {
    return awaitAllAsync(targets, options, AwaitListener.NONE);
  }

  /**
   * Waits for all, without a thread, and tells a listener of each meanwhile.
   *
   * @param targets the jobs; none is done at once
   * @param options how to wait for each
   * @param listener told of each job as of a single one; of several jobs perhaps at once
   * @return as {@link #awaitAllAsync(Collection, AwaitOptions)}
   */
  CompletableFuture<List<AwaitResult>> awaitAllAsync(
      Collection<? extends AwaitTarget> targets, AwaitOptions options, AwaitListener listener);

  /**
   * Waits for all, blocking the caller.
   *
   * @param targets the jobs; none is done at once
   * @param options how to wait for each
   * @return the results in the order of the targets
   * @throws InterruptedException if the thread is interrupted; all waits end at once
   */
  List<AwaitResult> awaitAll(Collection<? extends AwaitTarget> targets, AwaitOptions options)
      throws InterruptedException;

  /**
   * Waits for the first result, without a thread, and gives up the other waits. With {@link
   * OnFailure#THROW} that is the first success, and an error only when all failed: the first one,
   * the others as suppressed.
   *
   * @param targets the jobs, at least one
   * @param options how to wait for each
   * @return completes with the first result
   * @throws io.github.milvusrefresh.core.error.InvalidArgumentException if there is no target
   */
  CompletableFuture<AwaitResult> awaitAnyAsync(
      Collection<? extends AwaitTarget> targets, AwaitOptions options);

  /**
   * Waits for the first result, blocking the caller.
   *
   * @param targets the jobs, at least one
   * @param options how to wait for each
   * @return as {@link #awaitAnyAsync}
   * @throws InterruptedException if the thread is interrupted; all waits end at once
   */
  AwaitResult awaitAny(Collection<? extends AwaitTarget> targets, AwaitOptions options)
      throws InterruptedException;
}
