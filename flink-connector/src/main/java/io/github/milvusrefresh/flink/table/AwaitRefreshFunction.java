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
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT * FROM TABLE(milvus_await_refresh(job_id => 465787408941891028, timeout =>
 * '30m'))}: a row when the job completed, an error otherwise.
 *
 * <p>It waits in a task, where no checkpoint passes meanwhile; so it is refused, when the statement
 * is planned, in a streaming job that makes checkpoints.
 */
@FunctionHint(output = @DataTypeHint(RowTypes.AWAITED_JOB))
public final class AwaitRefreshFunction extends RoutineFunction implements SpecializedFunction {

  private static final long serialVersionUID = 1L;

  AwaitRefreshFunction(ConnectorOptions options) {
    super(Routine.AWAIT_REFRESH, options);
  }

  @Override
  public UserDefinedFunction specialize(SpecializedContext context) {
    ReadableConfig session = context.getConfiguration();
    boolean batch = session.get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH;
    if (!batch && session.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).isPresent()) {
      throw new ValidationException(
          "milvus_await_refresh waits inside a task, where no checkpoint can pass: it is refused in"
              + " a streaming job with 'execution.checkpointing.interval'. CALL await_refresh before"
              + " the statement, or gate the source: with the connector 'milvus-refresh-gated' in SQL,"
              + " with GatedSource in the DataStream API.");
    }
    return this;
  }

  /**
   * Waits until the job completed.
   *
   * @param jobId the id that {@code refresh} returned
   * @param timeout how long to wait; null for the module's {@code await.timeout}
   * @throws InterruptedException if the task is cancelled; the job goes on
   */
  public void eval(
      @ArgumentHint(name = "job_id", type = @DataTypeHint("BIGINT")) @Nullable Long jobId,
      @ArgumentHint(name = "timeout", type = @DataTypeHint("STRING"), isOptional = true)
          @Nullable String timeout)
      throws InterruptedException {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("job_id", jobId);
    values.put("timeout", timeout);
    run(values);
  }
}
