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
package io.github.milvusrefresh.flink.commit;

import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.JobHandle;
import java.util.concurrent.CompletableFuture;

/** The refreshes of one collection. */
interface Refreshes extends AutoCloseable {

  /** Starts one, after any that runs; bears a server that is away for a while. */
  CompletableFuture<JobHandle> start();

  /** Follows one; completes when it completed, and with the error of the wait otherwise. */
  CompletableFuture<AwaitResult> end(JobHandle refresh);

  /** Gives up what goes on here, and leaves no thread; refreshes go on. */
  @Override
  void close();
}
