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

import static io.github.milvusrefresh.core.Jobs.ID;
import static io.github.milvusrefresh.core.Jobs.completed;
import static io.github.milvusrefresh.core.Jobs.inProgress;
import static io.github.milvusrefresh.core.Jobs.pending;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.AwaitListener;
import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitProgress;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a listener hears, and that it can harm nothing: AWAIT.md, section 4.7. */
class ListenerTest {

  private final VirtualScheduler time = new VirtualScheduler();
  private final ScriptedCalls server = new ScriptedCalls(time);

  /** What the listener's thread has to do; run when a test says so. */
  private final Queue<Runnable> listenerThread = new ArrayDeque<>();

  private final AtomicInteger listenerFailures = new AtomicInteger();
  private final AtomicInteger regressions = new AtomicInteger();

  private final RefreshMetrics metrics =
      new RefreshMetrics() {
        @Override
        public void listenerFailed() {
          listenerFailures.incrementAndGet();
        }

        @Override
        public void regressed() {
          regressions.incrementAndGet();
        }
      };

  private final AwaitEngine busy =
      new AwaitEngine(
          new ServerPolling(time, listenerThread::add)
              .context("", () -> server, server, metrics, Duration.ofSeconds(15)));
  private final AwaitEngine prompt = new AwaitEngine(server.context(metrics));

  private final List<String> heard = new ArrayList<>();
  private final AwaitListener listener =
      new AwaitListener() {
        @Override
        public void onProgress(AwaitProgress progress) {
          heard.add(
              progress.job().state()
                  + " "
                  + progress.progress()
                  + (progress.regressed() ? " from " + progress.job().progress() : ""));
        }

        @Override
        public void onUnreachable(Duration since, UnreachableException trouble) {
          heard.add("away: " + trouble.unreachableCause());
        }

        @Override
        public void onReachable() {
          heard.add("back");
        }
      };

  private CompletableFuture<AwaitResult> await(AwaitEngine engine, AwaitListener heardBy) {
    return engine.awaitAsync(AwaitTarget.job(ID), AwaitOptions.defaults(), heardBy);
  }

  private void script(List<RefreshJob> answers) {
    server.answer(elapsed -> answers.get(Math.min(server.polls.size(), answers.size()) - 1));
  }

  private void runListener() {
    while (!listenerThread.isEmpty()) {
      listenerThread.remove().run();
    }
  }

  @Test
  void hearsEachChangeOnceInOrderAndTheEndLast() {
    script(
        List.of(pending(), pending(), inProgress(0), inProgress(50), inProgress(50), completed()));

    CompletableFuture<AwaitResult> wait = await(prompt, listener);
    time.advance(Duration.ofMinutes(1));

    assertThat(wait).isCompleted();
    assertThat(heard)
        .containsExactly(
            "RefreshPending 0",
            "RefreshInProgress 0",
            "RefreshInProgress 50",
            "RefreshCompleted 100");
  }

  @Test
  void seesTheHighestProgressAndTheTruth() {
    script(List.of(inProgress(99), inProgress(40), inProgress(60), completed()));

    await(prompt, listener);
    time.advance(Duration.ofMinutes(1));

    assertThat(heard)
        .containsExactly(
            "RefreshInProgress 99",
            "RefreshInProgress 99 from 40",
            "RefreshInProgress 99 from 60",
            "RefreshCompleted 100");
    assertThat(regressions).hasValue(1);
  }

  @Test
  void hearsOfAnOutageOnceAndOfItsEnd() {
    server.answer(
        elapsed -> {
          if (elapsed.compareTo(Duration.ofSeconds(10)) > 0
              && elapsed.compareTo(Duration.ofSeconds(60)) < 0) {
            throw SimulatedServer.away(UnreachableCause.RESET);
          }
          return elapsed.compareTo(Duration.ofSeconds(90)) < 0 ? inProgress(0) : completed();
        });

    await(prompt, listener);
    time.advance(Duration.ofMinutes(5));

    assertThat(heard)
        .containsExactly("RefreshInProgress 0", "away: RESET", "back", "RefreshCompleted 100");
  }

  @Test
  void hearsAHeartbeatPerAnswerThatChangesNothing() {
    AtomicInteger beats = new AtomicInteger();
    server.answer(elapsed -> inProgress(7));

    await(
        prompt,
        new AwaitListener() {
          @Override
          public void onHeartbeat(AwaitProgress progress) {
            beats.incrementAndGet();
          }
        });
    time.advance(Duration.ofSeconds(10));

    assertThat(beats).hasValue(server.polls.size() - 1);
  }

  @Test
  void aSlowListenerGetsTheLatestOnly() {
    script(List.of(pending(), inProgress(10), inProgress(20), inProgress(30), inProgress(40)));

    await(busy, listener);
    time.advance(Duration.ofSeconds(10));
    assertThat(heard).isEmpty();
    runListener();

    assertThat(heard).containsExactly("RefreshInProgress 40");
  }

  @Test
  void theFutureCompletesAfterTheLastEventWasHeard() {
    script(List.of(pending(), completed()));

    CompletableFuture<AwaitResult> wait = await(busy, listener);
    time.advance(Duration.ofMillis(900));
    assertThat(server.polls).hasSize(2);
    assertThat(wait).isNotDone();
    runListener();
    time.advance(Duration.ZERO);

    assertThat(heard).containsExactly("RefreshCompleted 100");
    assertThat(wait).isCompleted();
  }

  @Test
  void aListenerThatBlocksForEverDelaysTheEndByASecond() {
    script(List.of(pending(), completed()));

    CompletableFuture<AwaitResult> wait = await(busy, listener);
    time.advance(Duration.ofSeconds(2));

    assertThat(wait).isCompleted();
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void whatAListenerThrowsIsCountedAndIgnored() {
    script(List.of(pending(), inProgress(1), completed()));

    CompletableFuture<AwaitResult> wait =
        await(
            prompt,
            new AwaitListener() {
              @Override
              public void onProgress(AwaitProgress progress) {
                throw new IllegalStateException("for the test");
              }
            });
    time.advance(Duration.ofMinutes(1));

    assertThat(wait).isCompleted();
    assertThat(listenerFailures).hasValue(3);
  }

  @Test
  void aListenerMayCancelItsOwnWait() {
    server.answer(elapsed -> inProgress(1));
    List<CompletableFuture<AwaitResult>> own = new ArrayList<>();

    own.add(
        await(
            prompt,
            new AwaitListener() {
              @Override
              public void onHeartbeat(AwaitProgress progress) {
                own.get(0).cancel(true);
              }
            }));
    time.advance(Duration.ofMinutes(1));

    assertThat(own.get(0)).isCancelled();
    assertThat(server.polls).hasSize(2);
    assertThat(time.pendingTasks()).isZero();
  }
}
