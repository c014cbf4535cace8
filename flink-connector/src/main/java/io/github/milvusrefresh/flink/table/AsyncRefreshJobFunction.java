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
package io.github.milvusrefresh.flink.table;

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.sql.Arguments;
import io.github.milvusrefresh.core.sql.Columns;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.Routine;
import io.github.milvusrefresh.flink.ClientMetrics;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.FlinkVersion;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.AsyncTableFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT * FROM commits, LATERAL TABLE(milvus_refresh_job_async(commits.job_id))}: as {@link
 * RefreshJobFunction}, for as many rows at once as {@code
 * table.exec.async-table.max-concurrent-operations} says, 10 by default.
 *
 * <p>A function of its own, since Flink plans one of this kind in streaming mode alone, and before
 * 2.2 not at all.
 */
@FunctionHint(output = @DataTypeHint(RowTypes.JOB))
public final class AsyncRefreshJobFunction extends AsyncTableFunction<Row> {

  static final String NAME = "milvus_refresh_job_async";

  private static final long serialVersionUID = 1L;

  private final ConnectorOptions options;

  private transient @Nullable RefreshClient client;

  AsyncRefreshJobFunction(ConnectorOptions options) {
    this.options = options;
  }

  /** Returns whether this Flink can plan it: FLIP-498 came with 2.2. */
  static boolean isPlannable() {
    return FlinkVersion.byCode("2.2").isPresent();
  }

  @Override
  public void open(FunctionContext context) {
    client = RefreshClient.open(options.connection(), new ClientMetrics(context.getMetricGroup()));
  }

  /** Ends what is under way, too. */
  @Override
  public void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  /**
   * Asks for the job once; does not block.
   *
   * @param rows completes with the row of the job, or exceptionally as a call of the client does
   * @param jobId the id that {@code refresh} returned
   */
  public void eval(
      CompletableFuture<Collection<Row>> rows,
      @ArgumentHint(name = "job_id", type = @DataTypeHint("BIGINT")) @Nullable Long jobId) {
    Arguments arguments =
        Arguments.of(
            Routine.REFRESH_JOB.functionArguments(), Collections.singletonMap("job_id", jobId));
    requireNonNull(client, "not open")
        .progressAsync(arguments.jobId(), RpcOptions.defaults())
        .whenComplete(
            (job, failure) -> {
              if (failure == null) {
                rows.complete(List.of(RowTypes.row(Columns.row(job))));
              } else {
                rows.completeExceptionally(failure);
              }
            });
  }
}
