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

/** {@code CALL milvus_refresh.sys.refresh_jobs()}: shows the jobs that the server remembers. */
public final class RefreshJobsProcedure implements Procedure {

  private final ConnectorOptions options;

  RefreshJobsProcedure(ConnectorOptions options) {
    this.options = options;
  }

  /**
   * Lists the jobs.
   *
   * @param context Flink's
   * @param collection only this one, {@code coll} or {@code db.coll}; null for all
   * @return the jobs, newest first
   */
  @ProcedureHint(
      argument =
          @ArgumentHint(name = "collection", type = @DataTypeHint("STRING"), isOptional = true),
      output = @DataTypeHint(RowTypes.JOB))
  public Row[] call(ProcedureContext context, @Nullable String collection) {
    return new RoutineCall(Routine.REFRESH_JOBS, options).with("collection", collection).run();
  }
}
