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
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.OnFailure;
import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.JobIds;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a {@link GatedSource} waits for: that a refresh job completed and, if asked for, that its
 * collection is indexed or loaded. Immutable.
 *
 * <pre>{@code
 * RefreshGate.completed(465787408941891028L)
 *     .connection(ConnectionOptions.builder("http://localhost:19530").build())
 *     .timeout(Duration.ofMinutes(30))
 * }</pre>
 *
 * <p>It travels in the job graph, credentials included: let them be a {@code TokenEnvironment} or
 * {@code TokenFile} that is good on the job manager, which is where the gate waits.
 *
 * @param jobId the job, above zero
 * @param connection how to reach the server
 * @param await how long to wait, for what, and through which troubles; it must throw on failure,
 *     since a gate does not open on one
 */
public record RefreshGate(long jobId, ConnectionOptions connection, AwaitOptions await)
    implements Serializable {

  // Checks that all is there.
  public RefreshGate {
    JobIds.parse("job_id", jobId);
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
    return new Unconnected(jobId);
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
    return new RefreshGate(jobId, connection, newAwait);
  }

  /** A gate that does not know its server yet. */
  public static final class Unconnected {

    private final long jobId;

    private Unconnected(long jobId) {
      this.jobId = jobId;
    }

    /**
     * Names the server; waits by default as {@link AwaitOptions#defaults()}.
     *
     * @param connection how to reach the server
     * @return the gate
     */
    public RefreshGate connection(ConnectionOptions connection) {
      return new RefreshGate(jobId, connection, AwaitOptions.defaults());
    }

    /**
     * Names the server and how to wait, by the options of a catalog or module.
     *
     * @param options read from their keys, see {@link ConnectorOptions#of}
     * @return the gate
     */
    public RefreshGate options(ConnectorOptions options) {
      return new RefreshGate(jobId, options.connection(), options.await());
    }
  }
}
