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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CallerThreadTest {

  private final CallerThread caller = new CallerThread();
  private final CompletableFuture<Thread> call = new CompletableFuture<>();

  private Thread elsewhere(Runnable action) {
    Thread thread = new Thread(action);
    thread.start();
    return thread;
  }

  private void completeWithThread() {
    call.complete(Thread.currentThread());
  }

  @Test
  void runsOnTheThreadThatWaits() throws Exception {
    elsewhere(() -> caller.execute(() -> caller.execute(this::completeWithThread)));

    assertThat(caller.await(call)).isSameAs(Thread.currentThread());
  }

  @Test
  void returnsWhenTheCallIsEndedFromOutside() throws Exception {
    Thread ending = elsewhere(this::completeWithThread);

    assertThat(caller.await(call)).isSameAs(ending);
  }

  @Test
  void tellsWhyACallFailed() {
    caller.execute(() -> call.completeExceptionally(new IllegalStateException("as arranged")));

    assertThatThrownBy(() -> caller.await(call))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("as arranged");
  }

  @Test
  void anInterruptEndsTheWaitAlone() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> caller.await(call)).isInstanceOf(InterruptedException.class);
    assertThat(call).isNotDone();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whatComesAfterTheEndRunsWhereItComesFrom() throws Exception {
    CompletableFuture<Thread> late = new CompletableFuture<>();
    CompletableFuture<Thread> later = new CompletableFuture<>();
    caller.execute(this::completeWithThread);
    caller.execute(() -> late.complete(Thread.currentThread()));
    caller.await(call);

    Thread other = elsewhere(() -> caller.execute(() -> later.complete(Thread.currentThread())));

    assertThat(late).isCompletedWithValue(Thread.currentThread());
    assertThat(later.get()).isSameAs(other);
  }
}
