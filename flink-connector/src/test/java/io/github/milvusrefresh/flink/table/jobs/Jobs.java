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
import io.github.milvusrefresh.core.RefreshState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Jobs in all states. */
final class Jobs {

  private static final Instant START = Instant.ofEpochMilli(1_790_000_000_000L);

  private Jobs() {}

  static RefreshJob running(long id, int progress) {
    return job(id, RefreshState.IN_PROGRESS, progress, "", null);
  }

  static RefreshJob completed(long id) {
    return job(id, RefreshState.COMPLETED, 100, "", START.plusSeconds(1));
  }

  static RefreshJob failed(long id, String reason) {
    return job(id, RefreshState.FAILED, 10, reason, START.plusSeconds(1));
  }

  static RefreshJob failedWithoutEnd(long id) {
    return job(id, RefreshState.FAILED, 10, "", null);
  }

  private static RefreshJob job(
      long id, RefreshState state, int progress, String reason, @Nullable Instant end) {
    return new RefreshJob(id, "docs", state, progress, reason, "s3://b/docs", "{}", START, end);
  }
}
