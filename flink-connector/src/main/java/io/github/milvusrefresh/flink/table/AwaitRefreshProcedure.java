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

import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.Routine;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.ProcedureHint;
import org.apache.flink.table.procedure.ProcedureContext;
import org.apache.flink.table.procedures.Procedure;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code CALL milvus_refresh.sys.await_refresh(job_id => 465787408941891028, timeout => '30m')}:
 * waits for a job in the SQL client or gateway; no slot of the cluster is held.
 */
public final class AwaitRefreshProcedure implements Procedure {

  private final ConnectorOptions options;

  AwaitRefreshProcedure(ConnectorOptions options) {
    this.options = options;
  }

  /**
   * Waits until the job completed.
   *
   * @param context Flink's
   * @param jobId the id that {@code refresh} returned; null if the collection is given
   * @param timeout how long to wait; null for the catalog's
   * @param onFailure {@code throw} or {@code return}; null for throw
   * @param waitFor {@code completed}, {@code indexed} or {@code loaded}; null for completed
   * @param collection instead of the id: the active or else newest job of this collection
   * @return the job and how the wait ended, one row
   */
  @ProcedureHint(
      argument = {
        @ArgumentHint(name = "job_id", type = @DataTypeHint("BIGINT"), isOptional = true),
        @ArgumentHint(name = "timeout", type = @DataTypeHint("STRING"), isOptional = true),
        @ArgumentHint(name = "on_failure", type = @DataTypeHint("STRING"), isOptional = true),
        @ArgumentHint(name = "wait_for", type = @DataTypeHint("STRING"), isOptional = true),
        @ArgumentHint(name = "collection", type = @DataTypeHint("STRING"), isOptional = true)
      },
      output = @DataTypeHint(RowTypes.AWAITED_JOB))
  public Row[] call(
      ProcedureContext context,
      @Nullable Long jobId,
      @Nullable String timeout,
      @Nullable String onFailure,
      @Nullable String waitFor,
      @Nullable String collection) {
    return new RoutineCall(Routine.AWAIT_REFRESH, options)
        .with("job_id", jobId)
        .with("timeout", timeout)
        .with("on_failure", onFailure)
        .with("wait_for", waitFor)
        .with("collection", collection)
        .run();
  }
}
