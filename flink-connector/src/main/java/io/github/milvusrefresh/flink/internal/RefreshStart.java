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
package io.github.milvusrefresh.flink.internal;

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.flink.api.common.time.Deadline;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start of a refresh. A server that is away is borne for as long as a wait bears it, so that a
 * job and its server can be started together.
 */
public final class RefreshStart {

  private static final Logger LOG = LoggerFactory.getLogger(RefreshStart.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RefreshRequest request;
  private final RefreshClient client;
  private final Timer timer;
  private final Predicate<UnreachableCause> repeatable;
  private final Deadline deadline;
  private final Deadline patience;

  private RefreshStart(
      RefreshRequest request,
      RefreshClient client,
      Timer timer,
      AwaitOptions await,
      Predicate<UnreachableCause> repeatable) {
    this.request = request;
    this.client = client;
    this.timer = timer;
    this.repeatable = repeatable;
    this.deadline = Deadline.fromNow(await.timeout());
    this.patience = Deadline.fromNow(await.unreachableTimeout());
  }

  /** Starts a refresh that must not be started twice: it is sent again only if it never was. */
  public static CompletableFuture<JobHandle> once(
      RefreshRequest request, RefreshClient client, Timer timer, AwaitOptions await) {
    return new RefreshStart(request, client, timer, await, UnreachableCause::neverSent).send();
  }

  /** Starts a refresh that does no harm if it is started twice: it is sent until it is answered. */
  public static CompletableFuture<JobHandle> atLeastOnce(
      RefreshRequest request, RefreshClient client, Timer timer, AwaitOptions await) {
    return new RefreshStart(request, client, timer, await, UnreachableCause::isTransient).send();
  }

  private CompletableFuture<JobHandle> send() {
    return client
        .refreshAsync(request.withTimeout(timeLeft()), RpcOptions.defaults())
        .exceptionallyCompose(
            error ->
                isWorthAnotherTry(ExceptionUtils.stripCompletionException(error))
                    ? sendAfterPause()
                    : CompletableFuture.failedFuture(error));
  }

  private CompletableFuture<JobHandle> sendAfterPause() {
    CompletableFuture<Void> paused = new CompletableFuture<>();
    timer.schedule(() -> paused.complete(null), PAUSE);
    return paused.thenCompose(nothing -> send());
  }

  private boolean isWorthAnotherTry(Throwable error) {
    boolean worth =
        error instanceof UnreachableException away
            && repeatable.test(away.unreachableCause())
            && patience.hasTimeLeft()
            && deadline.hasTimeLeft();
    if (worth) {
      LOG.warn("The refresh is not started yet, trying again: {}", error.getMessage());
    }
    return worth;
  }

  private Duration timeLeft() {
    Duration left = deadline.timeLeft();
    return left.isNegative() ? Duration.ZERO : left;
  }
}
