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

import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.LookupFunction;

/**
 * Looks up in both ways; Flink picks the asynchronous one unless a query or a hint wants the other.
 */
record JobLookupProvider(JobLookup lookup)
    implements LookupFunctionProvider, AsyncLookupFunctionProvider {

  @Override
  public LookupFunction createLookupFunction() {
    return new BlockingJobLookup(lookup);
  }

  @Override
  public AsyncLookupFunction createAsyncLookupFunction() {
    return new AsyncJobLookup(lookup);
  }
}
