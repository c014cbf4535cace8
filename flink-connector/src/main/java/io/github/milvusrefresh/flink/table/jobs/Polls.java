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

import io.github.milvusrefresh.core.RefreshJob;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the server for jobs. */
interface Polls extends AutoCloseable {

  /**
   * Asks after a pause; does not block.
   *
   * @return completes with the jobs, on any thread; or exceptionally when no answer can be had
   */
  CompletableFuture<List<RefreshJob>> after(Duration pause);

  @Override
  void close();
}
