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
package io.github.milvusrefresh.core.internal.await;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.internal.CollectionIndex;
import io.github.milvusrefresh.core.internal.CollectionLoad;
import io.github.milvusrefresh.core.internal.RefreshCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server by script: the answer to a poll is a function of the time that passed. */
final class ScriptedCalls implements RefreshCalls {

  private final VirtualScheduler time;
  private final Instant start;
  private Function<Duration, CompletableFuture<RefreshJob>> progress =
      elapsed -> new CompletableFuture<>();
  private CompletableFuture<List<RefreshJob>> list = CompletableFuture.completedFuture(List.of());
  final List<Duration> polls = new ArrayList<>();
  final List<Duration> timeouts = new ArrayList<>();
  final List<CompletableFuture<RefreshJob>> answers = new ArrayList<>();
  int lists;
  int histories;
  CompletableFuture<List<RefreshJob>> history = CompletableFuture.completedFuture(List.of());

  ScriptedCalls(VirtualScheduler time) {
    this.time = time;
    this.start = time.now();
  }

  /** An engine whose only client waits on this server; listeners run at once. */
  AwaitEngine engine() {
    return new AwaitEngine(context(RefreshMetrics.NONE));
  }

  AwaitContext context(RefreshMetrics metrics) {
    return new ServerPolling(time, Runnable::run)
        .context("", () -> this, this, metrics, Duration.ofSeconds(15));
  }

  void answer(Function<Duration, RefreshJob> script) {
    progress =
        elapsed -> {
          try {
            return CompletableFuture.completedFuture(script.apply(elapsed));
          } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
          }
        };
  }

  void answerLater(Function<Duration, CompletableFuture<RefreshJob>> script) {
    progress = script;
  }

  void list(CompletableFuture<List<RefreshJob>> answer) {
    list = answer;
  }

  @Override
  public CompletableFuture<RefreshJob> progress(long jobId, RpcOptions rpc) {
    Duration elapsed = Duration.between(start, time.now());
    polls.add(elapsed);
    timeouts.add(rpc.timeout());
    CompletableFuture<RefreshJob> answer = progress.apply(elapsed);
    answers.add(answer);
    return answer;
  }

  @Override
  public CompletableFuture<List<RefreshJob>> jobs(RpcOptions rpc) {
    lists++;
    return list;
  }

  @Override
  public CompletableFuture<List<RefreshJob>> jobs(CollectionName collection, RpcOptions rpc) {
    histories++;
    return history;
  }

  @Override
  public boolean isSourceOf(RefreshJob job, @Nullable String source) {
    return source == null || source.equals(job.externalSource());
  }

  @Override
  public CompletableFuture<List<CollectionIndex>> indexes(
      CollectionName collection, RpcOptions rpc) {
    throw new AssertionError("Not asked for");
  }

  @Override
  public CompletableFuture<CollectionLoad> load(CollectionName collection, RpcOptions rpc) {
    throw new AssertionError("Not asked for");
  }

  @Override
  public CompletableFuture<Long> refresh(RefreshRequest request, RpcOptions rpc) {
    throw new AssertionError("A wait never triggers");
  }
}
