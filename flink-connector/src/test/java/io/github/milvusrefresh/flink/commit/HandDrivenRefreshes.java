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

import io.github.milvusrefresh.core.AwaitOutcome;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.JobHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Refreshes that start and end when the test says so. Jobs are numbered from 1 on. */
final class HandDrivenRefreshes implements Refreshes {

  private final List<CompletableFuture<JobHandle>> starts = new ArrayList<>();
  private final Map<Long, CompletableFuture<AwaitResult>> ends = new HashMap<>();
  private int closes;

  static JobHandle job(long id) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    return new JobHandle(id, CollectionName.parse("docs"), now, now.plusSeconds(3600), false);
  }

  @Override
  public CompletableFuture<JobHandle> start() {
    CompletableFuture<JobHandle> start = new CompletableFuture<>();
    starts.add(start);
    return start;
  }

  @Override
  public CompletableFuture<AwaitResult> end(JobHandle refresh) {
    CompletableFuture<AwaitResult> end = new CompletableFuture<>();
    ends.put(refresh.jobId(), end);
    return end;
  }

  @Override
  public void close() {
    closes++;
  }

  /** How often it was closed. */
  int closes() {
    return closes;
  }

  /** How many starts were asked for. */
  int starts() {
    return starts.size();
  }

  /** The ids of the jobs that are or were followed. */
  List<Long> followed() {
    return ends.keySet().stream().sorted().toList();
  }

  /** The latest start is answered. */
  void accept() {
    starts.get(starts.size() - 1).complete(job(starts.size()));
  }

  void refuse(Throwable error) {
    starts.get(starts.size() - 1).completeExceptionally(error);
  }

  void complete(long jobId) {
    ends.get(jobId)
        .complete(new AwaitResult(AwaitOutcome.COMPLETED, jobId, null, Duration.ZERO, 1, null));
  }

  void fail(long jobId, Throwable error) {
    ends.get(jobId).completeExceptionally(error);
  }
}
