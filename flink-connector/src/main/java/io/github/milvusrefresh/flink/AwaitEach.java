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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Row;

/**
 * Awaits the refresh job of each element of a stream, thousands at once, without a thread each.
 * Elements come out when their jobs ended, in the order of the ends. Immutable.
 *
 * <pre>{@code
 * DataStream<Row> ended =
 *     RefreshGate.awaitEach(jobIds)
 *         .connection(ConnectionOptions.builder("http://localhost:19530").build())
 *         .timeout(Duration.ofMinutes(30))
 *         .rows();
 * }</pre>
 *
 * <p>Checkpoints complete while jobs are awaited, as long as there are no more than the capacity;
 * the elements that wait are in the checkpoint and are awaited anew after a restart, each with its
 * whole timeout. Were there more, no checkpoint could complete until some job ended; so that ends
 * the Flink job instead, with an error that says so and no restart. Of a bounded input no
 * checkpoint completes between its end and that of the last wait.
 *
 * <p>By default a job that failed, timed out or is unknown comes out as a row too, whose {@code
 * outcome} says how the wait ended. Refused credentials and the like fail the Flink job.
 *
 * @param <T> the type of the elements
 */
public final class AwaitEach<T> {

  /** How many jobs are awaited at once in one subtask, unless told otherwise. */
  public static final int DEFAULT_CAPACITY = 10_000;

  private final DataStream<T> elements;
  private final KeySelector<T, Long> jobId;
  private final ConnectorOptions options;
  private final int capacity;

  private AwaitEach(
      DataStream<T> elements, KeySelector<T, Long> jobId, ConnectorOptions options, int capacity) {
    this.elements = elements;
    this.jobId = jobId;
    this.options = options;
    this.capacity = capacity;
  }

  /**
   * Returns this with another total timeout of each wait.
   *
   * @param timeout zero, which looks once, or a positive duration; default 1 h
   * @return a copy
   */
  public AwaitEach<T> timeout(Duration timeout) {
    return awaiting(options.await().toBuilder().timeout(timeout).build());
  }

  /**
   * Returns this waiting until the new data is indexed, or also loaded.
   *
   * @param readiness how far the data must have come; default {@link Readiness#COMPLETED}
   * @return a copy
   */
  public AwaitEach<T> waitFor(Readiness readiness) {
    return awaiting(options.await().toBuilder().waitFor(readiness).build());
  }

  /**
   * Returns this with other options for the waits.
   *
   * @param await how long to wait, for what, and through which troubles; with {@link
   *     OnFailure#THROW} the first job that does not complete fails the Flink job
   * @return a copy
   */
  public AwaitEach<T> awaiting(AwaitOptions await) {
    return new AwaitEach<>(
        elements, jobId, new ConnectorOptions(options.connection(), await), capacity);
  }

  /**
   * Returns this with room for another number of jobs.
   *
   * @param newCapacity how many jobs may be awaited at once in one subtask, at least 1; default
   *     10,000. Each takes about 1 KB
   * @return a copy
   */
  public AwaitEach<T> capacity(int newCapacity) {
    if (newCapacity < 1) {
      throw new InvalidArgumentException("capacity", newCapacity, "a number above 0");
    }
    return new AwaitEach<>(elements, jobId, options, newCapacity);
  }

  /**
   * Awaits the jobs.
   *
   * @return of each element the row of its job, with the columns of {@code await_refresh}: {@code
   *     job_id}, ..., {@code outcome}, {@code waited_ms}, {@code polls}
   */
  public SingleOutputStreamOperator<Row> rows() {
    return apply(
        new AwaitFunction<>(jobId, options, capacity, (element, row) -> row, AwaitedRow.TYPE));
  }

  /**
   * Awaits the jobs.
   *
   * @return each element, with the row of its job as of {@link #rows}
   */
  public SingleOutputStreamOperator<Tuple2<T, Row>> withRows() {
    return apply(
        new AwaitFunction<>(
            jobId,
            options,
            capacity,
            Tuple2::of,
            Types.TUPLE(elements.getType(), AwaitedRow.TYPE)));
  }

  /**
   * Flink's operator has room for one more, so that the one too many is seen and told instead of
   * blocking the task. Its own timeout is off, since each wait has one.
   */
  private <OutT> SingleOutputStreamOperator<OutT> apply(AwaitFunction<T, OutT> function) {
    return AsyncDataStream.unorderedWait(
            elements, function, 0, TimeUnit.MILLISECONDS, Math.addExact(capacity, 1))
        .name("Await refresh jobs");
  }

  /**
   * A stream whose server is not known yet.
   *
   * @param <T> the type of the elements
   */
  public static final class Unconnected<T> {

    private final DataStream<T> elements;
    private final KeySelector<T, Long> jobId;

    Unconnected(DataStream<T> elements, KeySelector<T, Long> jobId) {
      this.elements = requireNonNull(elements, "elements");
      this.jobId = requireNonNull(jobId, "jobId");
    }

    /**
     * Names the server; waits by default as {@link AwaitOptions#defaults()}, but that failures come
     * out as rows.
     *
     * @param connection how to reach the server; travels in the job graph, so let the credentials
     *     be a reference
     * @return what can be told more, and awaits
     */
    public AwaitEach<T> connection(ConnectionOptions connection) {
      return options(new ConnectorOptions(connection, AwaitOptions.defaults()));
    }

    /**
     * Names the server and how to wait, by the options of a catalog or module; failures come out as
     * rows.
     *
     * @param options read from their keys, see {@link ConnectorOptions#of}
     * @return what can be told more, and awaits
     */
    public AwaitEach<T> options(ConnectorOptions options) {
      AwaitOptions rows = options.await().toBuilder().onFailure(OnFailure.RETURN).build();
      return new AwaitEach<>(
          elements, jobId, new ConnectorOptions(options.connection(), rows), DEFAULT_CAPACITY);
    }
  }
}
