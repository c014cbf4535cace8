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
package io.github.milvusrefresh.flink.table.jobs;

import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.util.Collection;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;

/** Looks up one job after the other. Public since Flink calls it from generated code. */
public final class BlockingJobLookup extends LookupFunction {

  private static final long serialVersionUID = 1L;

  private final JobLookup lookup;

  BlockingJobLookup(JobLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void open(FunctionContext context) {
    lookup.open(context);
  }

  /**
   * Looks up a job; blocks, and stops at once when the task is cancelled.
   *
   * @param keyRow the values of the key
   * @return its row, or none
   */
  @Override
  public Collection<RowData> lookup(RowData keyRow) {
    try {
      return lookup.find(keyRow).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("The lookup was interrupted.");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof MilvusRefreshException known
          ? known
          : new IllegalStateException("The refresh job cannot be looked up.", e.getCause());
    }
  }

  @Override
  public void close() {
    lookup.close();
  }
}
