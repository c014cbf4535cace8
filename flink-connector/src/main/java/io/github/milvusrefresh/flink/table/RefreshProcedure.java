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
 * {@code CALL milvus_refresh.sys.`refresh`(collection => 'docs')}: starts a refresh. The backticks
 * are needed, since {@code REFRESH} is a reserved word of Flink SQL.
 *
 * <p>Flink logs the arguments of every procedure at INFO: an {@code external_spec} with keys in it
 * ends up in the log of the SQL client or gateway.
 */
public final class RefreshProcedure implements Procedure {

  private final ConnectorOptions options;

  RefreshProcedure(ConnectorOptions options) {
    this.options = options;
  }

  /**
   * Starts a refresh and, if asked to, waits for it.
   *
   * @param context Flink's
   * @param collection the external collection, {@code coll} or {@code db.coll}
   * @param externalSource a new source, with a spec; null keeps both
   * @param externalSpec a new spec, JSON
   * @param wait whether to wait; null for no
   * @param timeout how long to queue and to wait; null for the catalog's
   * @param ifRunning {@code fail}, {@code attach} or {@code queue}; null for fail
   * @param waitFor with wait: {@code completed}, {@code indexed} or {@code loaded}; null for
   *     completed
   * @return the job, one row
   */
  @ProcedureHint(
      argument = {
        @ArgumentHint(name = "collection", type = @DataTypeHint("STRING")),
        @ArgumentHint(name = "external_source", type = @DataTypeHint("STRING"), isOptional = true),
        @ArgumentHint(name = "external_spec", type = @DataTypeHint("STRING"), isOptional = true),
        @ArgumentHint(name = "wait", type = @DataTypeHint("BOOLEAN"), isOptional = true),
        @ArgumentHint(name = "timeout", type = @DataTypeHint("STRING"), isOptional = true),
        @ArgumentHint(name = "if_running", type = @DataTypeHint("STRING"), isOptional = true),
        @ArgumentHint(name = "wait_for", type = @DataTypeHint("STRING"), isOptional = true)
      },
      output = @DataTypeHint(RowTypes.JOB))
  public Row[] call(
      ProcedureContext context,
      String collection,
      @Nullable String externalSource,
      @Nullable String externalSpec,
      @Nullable Boolean wait,
      @Nullable String timeout,
      @Nullable String ifRunning,
      @Nullable String waitFor) {
    return new RoutineCall(Routine.REFRESH, options)
        .with("collection", collection)
        .with("external_source", externalSource)
        .with("external_spec", externalSpec)
        .with("wait", wait)
        .with("timeout", timeout)
        .with("if_running", ifRunning)
        .with("wait_for", waitFor)
        .run();
  }
}
