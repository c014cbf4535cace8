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
package io.github.milvusrefresh.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Jobs for tests. */
public final class Jobs {

  /** A real id, above 2^53 (milvus issue 49233). */
  public static final long ID = 465787408941891028L;

  private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

  private Jobs() {}

  public static RefreshJob pending() {
    return job(RefreshState.PENDING, 0, "", null);
  }

  public static RefreshJob inProgress(int progress) {
    return job(RefreshState.IN_PROGRESS, progress, "", null);
  }

  public static RefreshJob completed() {
    return job(RefreshState.COMPLETED, 100, "", START.plusSeconds(90));
  }

  public static RefreshJob failed(String reason) {
    return job(RefreshState.FAILED, 40, reason, START.plusSeconds(90));
  }

  public static RefreshJob job(
      RefreshState state, int progress, String reason, @Nullable Instant end) {
    return new RefreshJob(ID, "docs", state, progress, reason, "s3://b/p", "{}", START, end);
  }
}
