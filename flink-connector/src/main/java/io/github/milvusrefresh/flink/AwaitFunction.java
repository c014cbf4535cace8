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

import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.JobIds;
import java.io.Serializable;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** Awaits the job of each element on one connection for the subtask, and never blocks it. */
final class AwaitFunction<T, OutT> extends RichAsyncFunction<T, OutT>
    implements ResultTypeQueryable<OutT> {

  private static final long serialVersionUID = 1L;

  private final KeySelector<T, Long> jobId;
  private final ConnectorOptions options;
  private final int capacity;
  private final Output<T, OutT> output;
  private final TypeInformation<OutT> type;

  private transient volatile @Nullable RefreshClient client;
  private transient @Nullable AtomicInteger inFlight;

  AwaitFunction(
      KeySelector<T, Long> jobId,
      ConnectorOptions options,
      int capacity,
      Output<T, OutT> output,
      TypeInformation<OutT> type) {
    this.jobId = jobId;
    this.options = options;
    this.capacity = capacity;
    this.output = output;
    this.type = type;
  }

  /** What comes out for an element. */
  @FunctionalInterface
  interface Output<T, OutT> extends Serializable {

    OutT of(T element, Row job);
  }

  @Override
  public void open(OpenContext context) {
    inFlight = new AtomicInteger();
    client =
        RefreshClient.open(
            options.connection(), new ClientMetrics(getRuntimeContext().getMetricGroup()));
  }

  @Override
  public void asyncInvoke(T element, ResultFuture<OutT> ended) throws Exception {
    AtomicInteger waits = requireNonNull(inFlight, "not open");
    if (waits.incrementAndGet() > capacity) {
      throw new SuppressRestartsException(tooMany());
    }
    requireNonNull(client, "not open")
        .awaiter()
        .awaitAsync(AwaitTarget.job(idOf(element)), options.await())
        .whenComplete(
            (result, error) -> {
              waits.decrementAndGet();
              end(element, result, error, ended);
            });
  }

  private long idOf(T element) throws Exception {
    try {
      return JobIds.parse("job_id", jobId.getKey(element));
    } catch (InvalidArgumentException e) {
      throw new SuppressRestartsException(e);
    }
  }

  private void end(
      T element,
      @Nullable AwaitResult result,
      @Nullable Throwable error,
      ResultFuture<OutT> ended) {
    if (result != null) {
      ended.complete(Set.of(output.of(element, AwaitedRow.of(result))));
    } else if (client != null) {
      ended.completeExceptionally(
          error instanceof MilvusRefreshException ? new SuppressRestartsException(error) : error);
    }
  }

  private InvalidArgumentException tooMany() {
    return InvalidArgumentException.of(
        "capacity",
        "More than "
            + capacity
            + " refresh jobs would be awaited at once in one subtask, and no checkpoint could"
            + " complete until some ended: expected a capacity above the number of jobs in flight,"
            + " AwaitEach.capacity(...), or a higher parallelism.");
  }

  /** Waits that are given up here are no failures: their elements are in the savepoint. */
  @Override
  public void close() {
    RefreshClient closing = client;
    client = null;
    if (closing != null) {
      closing.close();
    }
  }

  @Override
  public TypeInformation<OutT> getProducedType() {
    return type;
  }
}
