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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs what the answer to a call sets off on the thread that waits for it, which spares waking a
 * second one. For one call; tasks may come from any thread.
 */
final class CallerThread implements Executor {

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private volatile boolean gone;

  /**
   * Waits for the end of the call.
   *
   * @return what the call returned
   * @throws ExecutionException if it failed
   * @throws InterruptedException if the thread was interrupted; the call goes on
   */
  <T> T await(CompletableFuture<T> call) throws InterruptedException, ExecutionException {
    // Whoever ends it: closing the client does so from outside.
    call.whenComplete((value, error) -> tasks.add(() -> {}));
    try {
      while (!call.isDone()) {
        tasks.take().run();
      }
      return call.get();
    } finally {
      leave();
    }
  }

  private void leave() {
    gone = true;
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /**
   * What comes after the caller has left only tidies up, so it runs on the thread it comes from.
   */
  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (gone && tasks.remove(task)) {
      task.run();
    }
  }
}
