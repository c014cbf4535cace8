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
package io.github.milvusrefresh.spark;

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.sql.Columns;
import io.github.milvusrefresh.core.sql.Routine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes external collections of Milvus and awaits the jobs, for Java and Scala.
 *
 * <pre>{@code
 * RefreshJob job = MilvusRefresh.on(spark).startAndAwait("my_collection");
 * }</pre>
 *
 * <p>Where Milvus listens, and all other options, come from the configuration of the session:
 * {@code spark.milvus.uri} and so on, see {@link io.github.milvusrefresh.core.sql.ConnectorOption};
 * or from those of a catalog, see {@link #on(SparkSession, String)}.
 *
 * <p>With the client of Spark Connect everything runs as SQL on its server, {@code CALL
 * milvus_refresh.sys...}: there the server needs the jar and the catalog, and the configuration is
 * the server's.
 *
 * <p>Every method asks Milvus anew and blocks until it is done. It throws a {@link
 * MilvusRefreshException} if Milvus or the job lets it down (over Connect, what Connect makes of
 * it), and a {@link java.util.concurrent.CancellationException} if its thread is interrupted: it
 * then ends at once, and the job goes on. Immutable and thread-safe.
 */
public final class MilvusRefresh {

  private static final String DEFAULT_CATALOG = "milvus_refresh";

  private final RoutineSession session;
  private final Readiness readiness;

  private MilvusRefresh(RoutineSession session, Readiness readiness) {
    this.session = session;
    this.readiness = readiness;
  }

  /**
   * Uses the options of a session. Asks nothing yet.
   *
   * @param spark the session; over Connect, its server has the catalog {@code milvus_refresh}
   * @return refreshes for that session
   */
  public static MilvusRefresh on(SparkSession spark) {
    return new MilvusRefresh(
        ConnectRoutines.isConnect(spark)
            ? new ConnectRoutines(spark, DEFAULT_CATALOG)
            : new DriverRoutines(spark, OptionSources.ofSession()),
        Readiness.COMPLETED);
  }

  /**
   * Uses the options of a catalog, then those of the session. Asks nothing yet.
   *
   * @param spark the session
   * @param catalog the name of a catalog of ours: {@code spark.sql.catalog.<catalog>}
   * @return refreshes for that catalog
   */
  public static MilvusRefresh on(SparkSession spark, String catalog) {
    return new MilvusRefresh(
        ConnectRoutines.isConnect(spark)
            ? new ConnectRoutines(spark, catalog)
            : new DriverRoutines(spark, OptionSources.ofCatalog(spark, catalog)),
        Readiness.COMPLETED);
  }

  /**
   * Sets how far the data must have come before a wait ends.
   *
   * @param newReadiness the level; {@link Readiness#COMPLETED} if not set
   * @return a copy
   */
  public MilvusRefresh withWaitFor(Readiness newReadiness) {
    return new MilvusRefresh(session, newReadiness);
  }

  /**
   * Starts a refresh, with the collection's own source.
   *
   * @param collection {@code coll} or {@code db.coll}
   * @return the id of the job
   * @throws MilvusRefreshException if another refresh of the collection runs, or Milvus refuses
   */
  public long start(String collection) {
    return startedId(Map.of("collection", collection));
  }

  /**
   * Starts a refresh.
   *
   * @param request what to refresh, and what to do if another refresh runs
   * @return the id of the job; of the running one if the request attaches to it
   * @throws MilvusRefreshException as {@link #start(String)}
   */
  public long start(RefreshRequest request) {
    return startedId(arguments(request));
  }

  private long startedId(Map<String, Object> arguments) {
    return (Long) requireNonNull(session.run(Routine.REFRESH, arguments).get(0)[0]);
  }

  /**
   * Waits until a job completed, for as long as the option {@code await.timeout} says.
   *
   * @param jobId the id that {@code start} returned
   * @return the job as last seen
   * @throws MilvusRefreshException if it failed, vanished, or took too long
   */
  public RefreshJob await(long jobId) {
    return job(Routine.AWAIT_REFRESH, awaiting(Map.of("job_id", jobId)));
  }

  /**
   * Waits until a job completed.
   *
   * @param jobId the id that {@code start} returned
   * @param timeout how long, zero to look once
   * @return the job as last seen
   * @throws MilvusRefreshException as {@link #await(long)}
   */
  public RefreshJob await(long jobId, Duration timeout) {
    return job(
        Routine.AWAIT_REFRESH, awaiting(Map.of("job_id", jobId, "timeout", timeout.toString())));
  }

  /**
   * Waits until all jobs completed, on one thread however many they are; fails as soon as one does.
   * Over Connect they are awaited one after the other.
   *
   * @param jobIds the ids
   * @return the jobs as last seen, in the order of the ids
   * @throws MilvusRefreshException as {@link #await(long)}, for the first that ended otherwise
   */
  public List<RefreshJob> awaitAll(Collection<Long> jobIds) {
    return jobs(session.awaitAll(List.copyOf(jobIds), awaiting(Map.of())));
  }

  /**
   * Starts a refresh and waits until it completed, for as long as the option {@code await.timeout}
   * says.
   *
   * @param collection {@code coll} or {@code db.coll}
   * @return the job as last seen
   * @throws MilvusRefreshException as {@link #start(String)} and {@link #await(long)}
   */
  public RefreshJob startAndAwait(String collection) {
    return startAndAwait(Map.of("collection", collection));
  }

  /**
   * Starts a refresh and waits until it completed.
   *
   * @param request what to refresh; its timeout covers queueing and the wait
   * @return the job as last seen
   * @throws MilvusRefreshException as {@link #start(String)} and {@link #await(long)}
   */
  public RefreshJob startAndAwait(RefreshRequest request) {
    return startAndAwait(arguments(request));
  }

  private RefreshJob startAndAwait(Map<String, Object> arguments) {
    Map<String, Object> waiting = awaiting(arguments);
    waiting.put("wait", true);
    return job(Routine.REFRESH, waiting);
  }

  /**
   * Returns a job as it is now.
   *
   * @param jobId its id
   * @return the job
   * @throws MilvusRefreshException if Milvus does not know it
   */
  public RefreshJob job(long jobId) {
    return job(Routine.REFRESH_JOB, Map.of("job_id", jobId));
  }

  /**
   * Returns all jobs that Milvus remembers.
   *
   * @return the jobs, newest first
   */
  public List<RefreshJob> jobs() {
    return jobs(session.run(Routine.REFRESH_JOBS, Map.of()));
  }

  /**
   * Returns the jobs of a collection.
   *
   * @param collection {@code coll} or {@code db.coll}
   * @return the jobs, newest first
   * @throws MilvusRefreshException if there is no such collection
   */
  public List<RefreshJob> jobs(String collection) {
    return jobs(session.run(Routine.REFRESH_JOBS, Map.of("collection", collection)));
  }

  private RefreshJob job(Routine routine, Map<String, Object> arguments) {
    return Columns.job(session.run(routine, arguments).get(0));
  }

  private static List<RefreshJob> jobs(List<@Nullable Object[]> rows) {
    return rows.stream().map(Columns::job).toList();
  }

  private Map<String, Object> awaiting(Map<String, Object> arguments) {
    Map<String, Object> more = new HashMap<>(arguments);
    more.put("wait_for", readiness.name());
    return more;
  }

  private static Map<String, Object> arguments(RefreshRequest request) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("collection", request.collection().toString());
    arguments.put("timeout", request.timeout().toString());
    arguments.put("if_running", request.ifRunning().name());
    if (request.externalSource() != null && request.externalSpec() != null) {
      arguments.put("external_source", request.externalSource());
      arguments.put("external_spec", request.externalSpec());
    }
    return arguments;
  }
}
