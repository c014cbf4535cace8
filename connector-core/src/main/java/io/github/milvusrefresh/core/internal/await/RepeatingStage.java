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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.UnreachableException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A stage that repeats a call of its own until the answer suits, by the blind schedule, through the
 * trouble that its wait bears.
 */
abstract class RepeatingStage<T> implements Stage {

  private final Wait wait;
  private final Scheduler scheduler;
  private final SplittableRandom random;
  private final long begunAt;
  private long contactAt;
  private long askedAt;
  private boolean inTrouble;
  private boolean stopped;
  private @Nullable CompletableFuture<T> call;
  private Runnable undo = () -> {};

  RepeatingStage(Wait wait) {
    this.wait = wait;
    this.scheduler = wait.context().scheduler();
    this.begunAt = scheduler.nanoTime();
    this.contactAt = begunAt;
    this.random = new SplittableRandom(begunAt);
  }

  /** Makes the call. */
  abstract CompletableFuture<T> ask(RpcOptions rpc);

  /** Moves the wait on if the answer suits; else does nothing, and is asked again. */
  abstract void judge(T answer);

  Wait waitOfStage() {
    return wait;
  }

  @Override
  public void begin() {
    askNow();
  }

  @Override
  public void lookOnceMore() {
    if (!wait.isPastDeadline(askedAt)) {
      undo.run();
      askNow();
    }
  }

  @Override
  public void stop() {
    stopped = true;
    undo.run();
    if (call != null) {
      call.cancel(true);
    }
  }

  private void askNow() {
    CompletableFuture<T> hanging = call;
    askedAt = scheduler.nanoTime();
    wait.countCall();
    RpcOptions rpc = RpcOptions.defaults().withTimeout(wait.rpcTimeout());
    CompletableFuture<T> asked = JobPoller.attempt(() -> ask(rpc));
    call = asked;
    if (hanging != null) {
      hanging.cancel(true);
    }
    wait.onAnswer(
        asked,
        (answer, error) -> {
          if (call == asked && !stopped) {
            call = null;
            onAnswer(answer, error);
          }
        });
  }

  private void onAnswer(@Nullable T answer, @Nullable Throwable error) {
    if (answer != null) {
      inTrouble = false;
      contactAt = scheduler.nanoTime();
      wait.inContact();
      judge(answer);
    } else if (PollAnswer.isTransient(error)) {
      UnreachableException trouble = (UnreachableException) requireNonNull(error);
      JobLog.trouble(!inTrouble, trouble);
      inTrouble = true;
      wait.bear(trouble, contactAt);
    } else {
      wait.refused(requireNonNull(error));
    }
    if (!stopped) {
      wait.timeOutIfPast(askedAt);
    }
    if (!stopped && wait.isOpen()) {
      plan();
    }
  }

  private void plan() {
    long now = scheduler.nanoTime();
    Duration elapsed = Duration.ofNanos(now - (inTrouble ? contactAt : begunAt));
    Duration pause =
        PollSchedule.jittered(
            PollSchedule.blind(
                elapsed, wait.options().minPollInterval(), wait.options().maxPollInterval()),
            random);
    Duration left = pause.minusNanos(now - askedAt);
    undo =
        scheduler.schedule(
            () -> wait.guard(this::askNow), left.isNegative() ? Duration.ZERO : left);
  }
}
