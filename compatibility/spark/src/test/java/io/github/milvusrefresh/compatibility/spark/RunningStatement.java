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
package io.github.milvusrefresh.compatibility.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A statement on a thread of its own. */
final class RunningStatement {

  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private final AtomicReference<Throwable> thrown = new AtomicReference<>();
  private final Thread thread;

  private RunningStatement(ThrowingCallable statement) {
    this.thread = new Thread(() -> thrown.set(catchThrowable(statement)), "statement");
  }

  static RunningStatement start(ThrowingCallable statement) {
    RunningStatement running = new RunningStatement(statement);
    running.thread.start();
    return running;
  }

  void interrupt() {
    thread.interrupt();
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  /** Asserts that it ends at once; returns what it threw, null if nothing. */
  Throwable end() throws InterruptedException {
    thread.join(AT_ONCE.toMillis());
    assertThat(isRunning()).as("still running").isFalse();
    return thrown.get();
  }
}
