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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.UnreachableException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Runs routines for an engine, which renders arguments and rows. Thread-safe as its client is. */
public final class RoutineRunner {

  private final RefreshClient client;
  private final AwaitOptions awaitOptions;

  /**
   * Runs on a client, which it does not close.
   *
   * @param client makes the calls
   * @param awaitOptions how to wait, unless an argument says otherwise
   */
  public RoutineRunner(RefreshClient client, AwaitOptions awaitOptions) {
    this.client = client;
    this.awaitOptions = awaitOptions;
  }

  /**
   * Runs a routine once; blocks until it is done.
   *
   * @param routine what to run
   * @param arguments read against the arguments of the routine
   * @return the rows; values as {@link SqlType} says, in the order of {@link Routine#columns()}
   * @throws InterruptedException if the thread is interrupted; it ends at once, a job goes on
   * @throws MilvusRefreshException as the calls of the client and the waits do
   */
  public List<@Nullable Object[]> run(Routine routine, Arguments arguments)
      throws InterruptedException {
    return interruptibly(() -> rows(routine, arguments));
  }

  /**
   * Runs {@link Routine#REFRESH_JOBS} for some of its jobs.
   *
   * @param arguments read against the arguments of the routine
   * @param selection which of the jobs
   * @return the rows, as {@link #run(Routine, Arguments)}
   * @throws InterruptedException if the thread is interrupted
   * @throws MilvusRefreshException as the calls of the client do
   */
  public List<@Nullable Object[]> jobs(Arguments arguments, JobSelection selection)
      throws InterruptedException {
    return interruptibly(
        () ->
            selection.fetch(client, arguments.collection()).stream()
                .<@Nullable Object[]>map(Columns::row)
                .toList());
  }

  /**
   * Runs {@link Routine#AWAIT_REFRESH} for many jobs at once; fails as soon as one fails.
   *
   * @param jobIds the jobs
   * @param arguments read against the arguments of the routine, without a job or a collection
   * @return the rows, as {@link #run(Routine, Arguments)}, in the order of the ids
   * @throws InterruptedException if the thread is interrupted; the jobs go on
   * @throws MilvusRefreshException as the waits do
   */
  public List<@Nullable Object[]> awaitAll(Collection<Long> jobIds, Arguments arguments)
      throws InterruptedException {
    return interruptibly(
        () ->
            client
                .awaiter()
                .awaitAll(jobIds.stream().map(AwaitTarget::job).toList(), options(arguments))
                .stream()
                .<@Nullable Object[]>map(Columns::row)
                .toList());
  }

  private interface Run {
    List<@Nullable Object[]> rows() throws InterruptedException;
  }

  private static List<@Nullable Object[]> interruptibly(Run run) throws InterruptedException {
    try {
      return run.rows();
    } catch (CancellationException e) {
      // So says the client that it was interrupted; or that it was closed.
      if (Thread.interrupted()) {
        throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
      }
      throw e;
    }
  }

  /**
   * Makes what engines throw when {@link #run} was interrupted; sets the flag of this thread again.
   *
   * @param routine what was interrupted
   * @return the exception, which says what becomes of the job; without a cause, since Flink's SQL
   *     client shows the root cause alone
   */
  public static CancellationException cancelled(Routine routine) {
    Thread.currentThread().interrupt();
    return new CancellationException(
        "'%s' was interrupted; %s goes on."
            .formatted(
                routine.procedureName(),
                routine == Routine.REFRESH ? "a job that it started" : "the refresh job"));
  }

  private List<@Nullable Object[]> rows(Routine routine, Arguments arguments)
      throws InterruptedException {
    return switch (routine) {
      case REFRESH -> List.<@Nullable Object[]>of(refresh(arguments));
      case AWAIT_REFRESH -> List.<@Nullable Object[]>of(awaitRefresh(arguments));
      case REFRESH_JOB ->
          List.<@Nullable Object[]>of(Columns.row(client.progress(arguments.jobId())));
      case REFRESH_JOBS -> jobs(arguments, JobSelection.all());
    };
  }

  private @Nullable Object[] refresh(Arguments arguments) throws InterruptedException {
    boolean wait = arguments.isWait();
    if (!wait && arguments.waitFor().isPresent()) {
      throw InvalidArgumentException.of(
          "wait_for", "Argument 'wait_for' is given without 'wait': expected wait => true too.");
    }
    AwaitOptions options = options(arguments);
    JobHandle handle = client.refresh(request(arguments).withTimeout(options.timeout()));
    return wait
        ? Columns.row(requireNonNull(client.awaiter().await(handle, options).job()))
        : firstSight(handle);
  }

  private static RefreshRequest request(Arguments arguments) {
    return RefreshRequest.of(arguments.collection().orElseThrow())
        .withSource(arguments.externalSource().orElse(null), arguments.externalSpec().orElse(null))
        .withIfRunning(arguments.ifRunning().orElse(IfRunning.FAIL));
  }

  /** The job was started, so its id must reach the caller, be it visible yet or not. */
  private @Nullable Object[] firstSight(JobHandle handle) {
    try {
      return Columns.row(client.progress(handle.jobId()));
    } catch (JobNotFoundException | UnreachableException e) {
      return Columns.unseen(handle);
    }
  }

  private @Nullable Object[] awaitRefresh(Arguments arguments) throws InterruptedException {
    return Columns.row(client.awaiter().await(arguments.awaitTarget(), options(arguments)));
  }

  private AwaitOptions options(Arguments arguments) {
    AwaitOptions.Builder options = awaitOptions.toBuilder();
    arguments.timeout().ifPresent(options::timeout);
    arguments.waitFor().ifPresent(options::waitFor);
    arguments.onFailure().ifPresent(options::onFailure);
    return options.build();
  }
}
