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
package io.github.milvusrefresh.flink;

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.OnFailure;
import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.JobIds;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What a {@link GatedSource} waits for: that refresh jobs completed and, if asked for, that their
 * collections are indexed or loaded. Immutable.
 *
 * <pre>{@code
 * RefreshGate.completed(465787408941891028L)
 *     .connection(ConnectionOptions.builder("http://localhost:19530").build())
 *     .timeout(Duration.ofMinutes(30))
 * }</pre>
 *
 * <p>It travels in the job graph, credentials and the spec of a {@link RefreshRequest} included:
 * let the credentials be a {@code TokenEnvironment} or {@code TokenFile} that is good on the job
 * manager, which is where the gate waits, and keep keys out of the spec.
 *
 * @param target the jobs, or the refresh to start
 * @param connection how to reach the server
 * @param await how long to wait, for what, and through which troubles; it must throw on failure,
 *     since a gate does not open on one
 */
public record RefreshGate(GateTarget target, ConnectionOptions connection, AwaitOptions await)
    implements Serializable {

  // Checks that all is there.
  public RefreshGate {
    requireNonNull(target, "target");
    requireNonNull(connection, "connection");
    requireNonNull(await, "await");
    if (await.onFailure() != OnFailure.THROW) {
      throw new InvalidArgumentException(
          "on_failure", await.onFailure(), "THROW, since a gate does not open on a failure");
    }
  }

  /**
   * Starts a gate that opens when a job completed, and at nothing less.
   *
   * @param jobId the id that the refresh returned, above zero
   * @return what still needs to know the server
   */
  public static Unconnected completed(long jobId) {
    return allCompleted(List.of(AwaitTarget.job(JobIds.parse("job_id", jobId))));
  }

  /**
   * Starts a gate that opens when all of these jobs completed. The first failure is the end.
   *
   * @param jobs by id, by collection or by handle, at least one; a handle brings a deadline of its
   *     own
   * @return what still needs to know the server
   */
  public static Unconnected allCompleted(Collection<? extends AwaitTarget> jobs) {
    return new Unconnected(new GateTarget.Jobs(List.copyOf(jobs)));
  }

  /**
   * Starts a gate that opens when the active job of a collection completed or, if none is active,
   * if its newest one has. Which one that is, the server's list says when the Flink job starts, and
   * again after a failover of the job manager. The newest may have completed before your last
   * write: to be certain, give a job, or let the gate {@linkplain #refreshed refresh}.
   *
   * @param collection {@code coll} or {@code db.coll}
   * @return what still needs to know the server
   */
  public static Unconnected latestCompleted(String collection) {
    return allCompleted(List.of(AwaitTarget.latestJob(CollectionName.parse(collection))));
  }

  /**
   * Starts a gate that refreshes a collection when the Flink job starts, after a refresh that runs
   * already, and opens when its own completed.
   *
   * @param collection {@code coll} or {@code db.coll}
   * @return what still needs to know the server
   */
  public static Unconnected refreshed(String collection) {
    return refreshed(RefreshRequest.of(collection).withIfRunning(IfRunning.QUEUE));
  }

  /**
   * Starts a gate that refreshes a collection when the Flink job starts, and opens when that
   * refresh completed. It is started once, and remembered in checkpoints; a failover before the
   * first checkpoint starts another, which meets the one before as {@link RefreshRequest#ifRunning}
   * says: with {@link IfRunning#FAIL} that is the end of the job.
   *
   * @param request what to refresh; the gate's timeout, which covers queueing and waiting, goes
   *     before the request's
   * @return what still needs to know the server
   */
  public static Unconnected refreshed(RefreshRequest request) {
    return new Unconnected(new GateTarget.Refresh(request));
  }

  /**
   * Awaits each job of a stream of job ids.
   *
   * @param jobIds the ids that refreshes returned, above zero
   * @return what still needs to know the server
   */
  public static AwaitEach.Unconnected<Long> awaitEach(DataStream<Long> jobIds) {
    return awaitEach(jobIds, id -> id);
  }

  /**
   * Awaits the job of each element of a stream.
   *
   * @param elements what has to do with a job each
   * @param jobId tells the id of the element's job, above zero
   * @param <T> the type of the elements
   * @return what still needs to know the server
   */
  public static <T> AwaitEach.Unconnected<T> awaitEach(
      DataStream<T> elements, KeySelector<T, Long> jobId) {
    return new AwaitEach.Unconnected<>(elements, jobId);
  }

  /**
   * Returns this gate with another total timeout. It counts from the first start of the job and
   * goes on across restarts and savepoints.
   *
   * @param timeout zero, which looks once, or a positive duration; default 1 h
   * @return a copy
   */
  public RefreshGate timeout(Duration timeout) {
    return awaiting(await.toBuilder().timeout(timeout).build());
  }

  /**
   * Returns this gate opening later: when the new data is indexed, or also loaded. The wait never
   * loads; it needs indexes that exist.
   *
   * @param readiness how far the data must have come; default {@link Readiness#COMPLETED}
   * @return a copy
   */
  public RefreshGate waitFor(Readiness readiness) {
    return awaiting(await.toBuilder().waitFor(readiness).build());
  }

  /**
   * Returns this gate with other options for the wait.
   *
   * @param newAwait how long to wait, for what, and through which troubles
   * @return a copy
   * @throws InvalidArgumentException if they return failures, which must not open a gate
   */
  public RefreshGate awaiting(AwaitOptions newAwait) {
    return new RefreshGate(target, connection, newAwait);
  }

  RefreshGate on(AwaitTarget job) {
    return new RefreshGate(new GateTarget.Jobs(List.of(job)), connection, await);
  }

  /** A gate that does not know its server yet. */
  public static final class Unconnected {

    private final GateTarget target;

    private Unconnected(GateTarget target) {
      this.target = target;
    }

    /**
     * Names the server; waits by default as {@link AwaitOptions#defaults()}.
     *
     * @param connection how to reach the server
     * @return the gate
     */
    public RefreshGate connection(ConnectionOptions connection) {
      return new RefreshGate(target, connection, AwaitOptions.defaults());
    }

    /**
     * Names the server and how to wait, by the options of a catalog or module.
     *
     * @param options read from their keys, see {@link ConnectorOptions#of}
     * @return the gate
     */
    public RefreshGate options(ConnectorOptions options) {
      return new RefreshGate(target, options.connection(), options.await());
    }
  }
}
