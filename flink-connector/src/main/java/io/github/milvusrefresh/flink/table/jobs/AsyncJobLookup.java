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

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.FunctionContext;

/** Looks up many jobs at once. Public since Flink calls it from generated code. */
public final class AsyncJobLookup extends AsyncLookupFunction {

  private static final long serialVersionUID = 1L;

  private final JobLookup lookup;

  AsyncJobLookup(JobLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void open(FunctionContext context) {
    lookup.open(context);
  }

  @Override
  public CompletableFuture<Collection<RowData>> asyncLookup(RowData keyRow) {
    return lookup.find(keyRow);
  }

  @Override
  public void close() {
    lookup.close();
  }
}
