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
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.RefreshInProgressException;
import io.github.milvusrefresh.core.error.ServerStatus;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.core.internal.CollectionIndex;
import io.github.milvusrefresh.core.internal.CollectionLoad;
import io.github.milvusrefresh.core.internal.RefreshCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A server in virtual time whose jobs take as long as they are told to, with faults to switch on.
 */
final class SimulatedServer implements RefreshCalls {

  static final String SOURCE = "s3://bucket/docs";

  /** A job; {@code end} may lie in the future. */
  record Job(long id, String collection, Instant start, Instant end) {}

  /** A call as it arrived. */
  record Call(Instant at, String method, long jobId) {}

  private final VirtualScheduler time;
  final ServerPolling polling;
  final Map<Long, Job> jobs = new LinkedHashMap<>();
  final List<Call> calls = new ArrayList<>();
  final Set<Long> unlisted = new HashSet<>();
  final List<CompletableFuture<?>> open = new ArrayList<>();

  Duration roundTrip = Duration.ZERO;
  Duration clockAhead = Duration.ZERO;
  @Nullable MilvusRefreshException failure;
  @Nullable MilvusRefreshException listFailure;
  @Nullable MilvusRefreshException triggerFailure;
  boolean triggerStartsAnyway;
  Duration jobLength = Duration.ofSeconds(10);
  List<CollectionIndex> indexes = List.of();
  CollectionLoad load = new CollectionLoad(false, 0, 0);

  SimulatedServer(VirtualScheduler time) {
    this.time = time;
    this.polling = new ServerPolling(time, Runnable::run);
  }

  /** An engine of one more client. */
  AwaitEngine engine() {
    return engine(RefreshMetrics.NONE);
  }

  AwaitEngine engine(RefreshMetrics metrics) {
    return new AwaitEngine(context(metrics));
  }

  AwaitContext context(RefreshMetrics metrics) {
    polling.join(metrics);
    return polling.context("", () -> this, this, metrics, Duration.ofSeconds(15));
  }

  long start(long id, String collection, Duration length) {
    return add(id, collection, Duration.ZERO, length);
  }

  /** A job that was started a while ago and ends, or ended, after its length. */
  long add(long id, String collection, Duration ago, Duration length) {
    Instant start = serverNow().minus(ago);
    jobs.put(id, new Job(id, collection, start, start.plus(length)));
    return id;
  }

  long count(String method) {
    return calls.stream().filter(call -> call.method().equals(method)).count();
  }

  Instant serverNow() {
    return time.now().plus(clockAhead);
  }

  static UnreachableException away(UnreachableCause cause) {
    return new UnreachableException("milvus:19530", cause, "for the test", null, null);
  }

  private RefreshJob describe(Job job) {
    boolean ended = !serverNow().isBefore(job.end());
    return new RefreshJob(
        job.id(),
        job.collection(),
        ended ? RefreshState.COMPLETED : RefreshState.IN_PROGRESS,
        ended ? 100 : 0,
        "",
        SOURCE,
        "{}",
        job.start(),
        ended ? job.end() : null);
  }

  /** Looks when half of the round trip is over, answers when all is. */
  private <T> CompletableFuture<T> answer(String method, long jobId, Supplier<T> look) {
    calls.add(new Call(time.now(), method, jobId));
    CompletableFuture<T> answer = new CompletableFuture<>();
    open.add(answer);
    Duration half = roundTrip.dividedBy(2);
    time.schedule(
        () -> {
          CompletableFuture<T> seen = look(look);
          time.schedule(() -> seen.whenComplete((v, e) -> end(answer, v, e)), half);
        },
        half);
    return answer;
  }

  private <T> CompletableFuture<T> look(Supplier<T> look) {
    try {
      if (failure != null) {
        throw failure;
      }
      return CompletableFuture.completedFuture(look.get());
    } catch (MilvusRefreshException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static <T> void end(
      CompletableFuture<T> answer, @Nullable T value, @Nullable Throwable error) {
    if (error != null) {
      answer.completeExceptionally(error);
    } else {
      answer.complete(value);
    }
  }

  @Override
  public CompletableFuture<RefreshJob> progress(long jobId, RpcOptions rpc) {
    return answer(
        "get",
        jobId,
        () -> {
          Job job = jobs.get(jobId);
          if (job == null) {
            throw new JobNotFoundException(jobId, null, null);
          }
          return describe(job);
        });
  }

  @Override
  public CompletableFuture<List<RefreshJob>> jobs(RpcOptions rpc) {
    return answer("list", 0, () -> list(""));
  }

  @Override
  public CompletableFuture<List<RefreshJob>> jobs(CollectionName collection, RpcOptions rpc) {
    return answer("listOne", 0, () -> list(collection.collection()));
  }

  private List<RefreshJob> list(String collection) {
    if (listFailure != null) {
      throw listFailure;
    }
    return jobs.values().stream()
        .filter(job -> collection.isEmpty() || job.collection().equals(collection))
        .filter(job -> !unlisted.contains(job.id()))
        .map(this::describe)
        .sorted(Comparator.comparing(RefreshJob::startTime).reversed())
        .toList();
  }

  @Override
  public CompletableFuture<Long> refresh(RefreshRequest request, RpcOptions rpc) {
    return answer(
        "refresh",
        0,
        () -> {
          String collection = request.collection().collection();
          if (triggerFailure == null || triggerStartsAnyway) {
            long id = trigger(request.collection());
            if (triggerFailure == null) {
              return id;
            }
          }
          MilvusRefreshException lost = triggerFailure;
          triggerFailure = null;
          throw lost;
        });
  }

  private long trigger(CollectionName collection) {
    jobs.values().stream()
        .filter(job -> job.collection().equals(collection.collection()))
        .filter(job -> serverNow().isBefore(job.end()))
        .findFirst()
        .ifPresent(
            job -> {
              throw new RefreshInProgressException(
                  collection,
                  null,
                  new ServerStatus(1100, "IllegalArgument", "in progress", false, ""));
            });
    return start(1000L + jobs.size(), collection.collection(), jobLength);
  }

  @Override
  public boolean isSourceOf(RefreshJob job, @Nullable String source) {
    return source == null || source.equals(job.externalSource());
  }

  @Override
  public CompletableFuture<List<CollectionIndex>> indexes(
      CollectionName collection, RpcOptions rpc) {
    return answer("indexes", 0, () -> indexes);
  }

  @Override
  public CompletableFuture<CollectionLoad> load(CollectionName collection, RpcOptions rpc) {
    return answer("load", 0, () -> load);
  }
}
