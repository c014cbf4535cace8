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
 * {@code SELECT * FROM TABLE(milvus_refresh_jobs())}: the jobs that the server remembers, newest
 * first, of all collections or of one.
 */
@FunctionHint(output = @DataTypeHint(RowTypes.JOB))
public final class RefreshJobsFunction extends RoutineFunction {

  private static final long serialVersionUID = 1L;

  RefreshJobsFunction(ConnectorOptions options) {
    super(Routine.REFRESH_JOBS, options);
  }

  /**
   * Lists the jobs.
   *
   * @param collection only this one, {@code coll} or {@code db.coll}; null for all
   * @throws InterruptedException if the task is cancelled
   */
  public void eval(
      @ArgumentHint(name = "collection", type = @DataTypeHint("STRING"), isOptional = true)
          @Nullable String collection)
      throws InterruptedException {
    run(Collections.singletonMap("collection", collection));
  }
}
