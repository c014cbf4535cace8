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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.RefreshMetrics.PollKind;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.internal.RefreshCalls;
import io.github.milvusrefresh.core.internal.await.AwaitContext;
import io.github.milvusrefresh.core.internal.await.AwaitEngine;
import io.github.milvusrefresh.core.internal.await.RefreshTrigger;
import io.github.milvusrefresh.core.internal.await.RetryingReads;
import io.github.milvusrefresh.core.internal.endpoint.Endpoint;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The refresh calls of a Milvus server. Thread-safe. Opening dials nothing; the first call does.
 * Clients of one server with the same credentials share a connection, a thread, and the polls of
 * the jobs they wait for.
 *
 * <p>Reads are repeated within their deadline when the trouble is transient. The trigger is not
 * idempotent: it is repeated only when the list of jobs shows that no job was started.
 *
 * <p>The blocking forms wait on the asynchronous ones; an interrupt cancels the call, sets the
 * thread's flag again and throws {@link CancellationException}.
 */
public final class RefreshClient implements AutoCloseable {

  private static final String CLOSED = "The client is closed.";

  private final ConnectionOptions options;
  private final RefreshMetrics metrics;
  private final Endpoint endpoint;
  private final RefreshCalls calls;
  private final RetryingReads reads;
  private final AwaitContext context;
  private final AwaitEngine awaiter;
  private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  private RefreshClient(ConnectionOptions options, RefreshMetrics metrics) {
    this.options = options;
    this.metrics = metrics;
    this.endpoint = Endpoint.acquire(options, metrics);
    this.calls = endpoint.calls(options);
    this.reads = new RetryingReads(endpoint.scheduler(), metrics);
    this.context = endpoint.context(options, calls, metrics);
    this.awaiter = new AwaitEngine(context);
  }

  /**
   * Opens a client; close it when done.
   *
   * @param options how to reach the server
   * @return the client
   * @throws io.github.milvusrefresh.core.error.InvalidArgumentException if a TLS file holds no key
   *     or certificate
   */
  public static RefreshClient open(ConnectionOptions options) {
    return open(options, RefreshMetrics.NONE);
  }

  /**
   * Opens a client that reports what it does; close it when done.
   *
   * @param options how to reach the server
   * @param metrics where to report
   * @return the client
   * @throws io.github.milvusrefresh.core.error.InvalidArgumentException if a TLS file holds no key
   *     or certificate
   */
  public static RefreshClient open(ConnectionOptions options, RefreshMetrics metrics) {
    return new RefreshClient(
        requireNonNull(options, "options"), requireNonNull(metrics, "metrics"));
  }

  /**
   * Starts a refresh. If its answer is lost, the list of jobs is asked for up to a minute whether
   * the job was started; only if it was not is the call sent again.
   *
   * @param request what to refresh, and how to meet a refresh that runs
   * @return the job, before any waiting for it; it may still be pending or, rarely, never come to
   *     be (milvus issue 49231), which a wait finds out
   * @throws io.github.milvusrefresh.core.error.RefreshInProgressException if one is active already,
   *     with {@link IfRunning#FAIL}
   * @throws io.github.milvusrefresh.core.error.AwaitTimeoutException if the active one did not end
   *     within the request's timeout, with {@link IfRunning#QUEUE}
   * @throws io.github.milvusrefresh.core.error.UnreachableException if the server cannot be
   *     reached, or the answer was lost and no list could be had; then the job may have been
   *     started
   * @throws MilvusRefreshException if the server refuses
   */
  public JobHandle refresh(RefreshRequest request) {
    return refresh(request, RpcOptions.defaults());
  }

  /**
   * Starts a refresh with settings of its own.
   *
   * @param request what to refresh
   * @param rpc timeout of each call, and trace id
   * @return as {@link #refresh(RefreshRequest)}
   */
  public JobHandle refresh(RefreshRequest request, RpcOptions rpc) {
    return join(refreshAsync(request, rpc), new CallerThread());
  }

  /**
   * Starts a refresh without blocking.
   *
   * @param request what to refresh
   * @param rpc timeout of each call, and trace id
   * @return completes with the job or, exceptionally, as {@link #refresh(RefreshRequest)} throws;
   *     cancelling it does not stop a job that was started
   */
  public CompletableFuture<JobHandle> refreshAsync(RefreshRequest request, RpcOptions rpc) {
    requireNonNull(request, "request");
    return tracked(() -> RefreshTrigger.start(request, withDeadline(rpc), context, awaiter));
  }

  /**
   * Asks for a job.
   *
   * @param jobId the job, above zero
   * @return the job as the server describes it now
   * @throws io.github.milvusrefresh.core.error.JobNotFoundException if the server does not know it
   * @throws io.github.milvusrefresh.core.error.UnreachableException if no good answer came in time
   * @throws MilvusRefreshException if the server refuses
   */
  public RefreshJob progress(long jobId) {
    return progress(jobId, RpcOptions.defaults());
  }

  /**
   * Asks for a job with settings of its own.
   *
   * @param jobId the job, above zero
   * @param rpc timeout and trace id
   * @return as {@link #progress(long)}
   */
  public RefreshJob progress(long jobId, RpcOptions rpc) {
    return readNow(PollKind.GET, (from, left) -> from.progress(jobId, left), rpc);
  }

  /**
   * Asks for a job without blocking.
   *
   * @param jobId the job, above zero
   * @param rpc timeout and trace id
   * @return completes with the job or, exceptionally, as {@link #progress(long)} throws
   */
  public CompletableFuture<RefreshJob> progressAsync(long jobId, RpcOptions rpc) {
    return read(PollKind.GET, (from, left) -> from.progress(jobId, left), calls, rpc);
  }

  /**
   * Lists the jobs of all collections of the connection's database. Milvus may answer with those of
   * all databases (MILVUS-SERVER.md, section 4).
   *
   * @return the jobs that the server remembers (24 h after their end), newest first
   * @throws MilvusRefreshException as {@link #progress(long)}
   */
  public List<RefreshJob> jobs() {
    return readNow(PollKind.LIST, RefreshCalls::jobs, RpcOptions.defaults());
  }

  /**
   * Lists the jobs of one collection.
   *
   * @param collection the collection; its database or else the connection's
   * @return the jobs that the server remembers (24 h after their end), newest first
   * @throws MilvusRefreshException as {@link #progress(long)}; also if there is no such collection
   */
  public List<RefreshJob> jobs(CollectionName collection) {
    requireNonNull(collection, "collection");
    return readNow(
        PollKind.LIST, (from, left) -> from.jobs(collection, left), RpcOptions.defaults());
  }

  /**
   * Lists the jobs of all collections without blocking.
   *
   * @param rpc timeout and trace id
   * @return completes as {@link #jobs()} returns
   */
  public CompletableFuture<List<RefreshJob>> jobsAsync(RpcOptions rpc) {
    return read(PollKind.LIST, RefreshCalls::jobs, calls, rpc);
  }

  /**
   * Lists the jobs of one collection without blocking.
   *
   * @param collection the collection
   * @param rpc timeout and trace id
   * @return completes as {@link #jobs(CollectionName)} returns
   */
  public CompletableFuture<List<RefreshJob>> jobsAsync(CollectionName collection, RpcOptions rpc) {
    requireNonNull(collection, "collection");
    return read(PollKind.LIST, (from, left) -> from.jobs(collection, left), calls, rpc);
  }

  /**
   * Returns what waits for jobs of this server.
   *
   * @return the awaiter, always the same; it ends with this client
   */
  public RefreshAwaiter awaiter() {
    return awaiter;
  }

  /**
   * Ends all waits and calls of this client with {@link CancellationException}. The last client of
   * a server and credentials closes the connection and leaves no thread. Repeating it does nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      awaiter.close();
      open.forEach(RefreshClient::endByClosing);
      endpoint.release(metrics);
    }
  }

  /** A read that is told what to read from, and its options. */
  private interface Read<T> extends BiFunction<RefreshCalls, RpcOptions, CompletableFuture<T>> {}

  private <T> CompletableFuture<T> read(
      PollKind kind, Read<T> read, RefreshCalls from, RpcOptions rpc) {
    return tracked(() -> reads.repeat(kind, left -> read.apply(from, left), withDeadline(rpc)));
  }

  private <T> T readNow(PollKind kind, Read<T> read, RpcOptions rpc) {
    CallerThread caller = new CallerThread();
    return join(read(kind, read, calls.answeringOn(caller), rpc), caller);
  }

  /** What is open when the client is closed ends then, also between two attempts. */
  @SuppressWarnings("CollectionUndefinedEquality") // Identity is meant.
  private <T> CompletableFuture<T> tracked(Supplier<CompletableFuture<T>> start) {
    if (closed.get()) {
      return CompletableFuture.failedFuture(new CancellationException(CLOSED));
    }
    CompletableFuture<T> future = start.get();
    open.add(future);
    future.whenComplete((value, error) -> open.remove(future));
    if (closed.get()) {
      endByClosing(future);
    }
    return future;
  }

  private static void endByClosing(CompletableFuture<?> future) {
    future.completeExceptionally(new CancellationException(CLOSED));
  }

  private RpcOptions withDeadline(RpcOptions rpc) {
    return rpc.timeout() == null ? rpc.withTimeout(options.rpcTimeout()) : rpc;
  }

  private static <T> T join(CompletableFuture<T> future, CallerThread caller) {
    try {
      return caller.await(future);
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("The call was interrupted.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MilvusRefreshException known) {
        throw known;
      }
      throw new CompletionException(e.getCause());
    }
  }
}
