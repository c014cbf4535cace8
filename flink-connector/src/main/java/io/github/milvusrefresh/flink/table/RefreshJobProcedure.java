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

/** {@code CALL milvus_refresh.sys.refresh_job(465787408941891028)}: shows one job. */
public final class RefreshJobProcedure implements Procedure {

  private final ConnectorOptions options;

  RefreshJobProcedure(ConnectorOptions options) {
    this.options = options;
  }

  /**
   * Asks for the job once.
   *
   * @param context Flink's
   * @param jobId the id that {@code refresh} returned
   * @return the job, one row
   */
  @ProcedureHint(
      argument = @ArgumentHint(name = "job_id", type = @DataTypeHint("BIGINT")),
      output = @DataTypeHint(RowTypes.JOB))
  public Row[] call(ProcedureContext context, Long jobId) {
    return new RoutineCall(Routine.REFRESH_JOB, options).with("job_id", jobId).run();
  }
}
