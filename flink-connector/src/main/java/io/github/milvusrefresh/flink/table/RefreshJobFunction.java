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
import java.util.Collections;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT * FROM TABLE(milvus_refresh_job(465787408941891028))}: one job as it is when the
 * row is computed.
 */
@FunctionHint(output = @DataTypeHint(RowTypes.JOB))
public final class RefreshJobFunction extends RoutineFunction {

  private static final long serialVersionUID = 1L;

  RefreshJobFunction(ConnectorOptions options) {
    super(Routine.REFRESH_JOB, options);
  }

  /**
   * Asks for the job once.
   *
   * @param jobId the id that {@code refresh} returned
   * @throws InterruptedException if the task is cancelled
   */
  public void eval(
      @ArgumentHint(name = "job_id", type = @DataTypeHint("BIGINT")) @Nullable Long jobId)
      throws InterruptedException {
    run(Collections.singletonMap("job_id", jobId));
  }
}
