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
package io.github.milvusrefresh.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.Option;

@Timeout(10)
class OrphanGuardTest {

  private final Queue<Runnable> looks = new ArrayDeque<>();
  private final OrphanGuard guard = new OrphanGuard(looks::add);

  private void end(long execution) {
    guard.onOtherEvent(new SparkListenerSQLExecutionEnd(execution, 0, Option.empty()));
  }

  private static String waitForever() throws InterruptedException {
    new CountDownLatch(1).await();
    return "";
  }

  @Test
  void endsAWaitWithItsQuery() {
    assertThatThrownBy(
            () ->
                guard.run(
                    "7",
                    () -> {
                      end(7);
                      return waitForever();
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void leavesTheWaitsOfOtherQueriesAlone() throws InterruptedException {
    String result =
        guard.run(
            "7",
            () -> {
              end(8);
              return Thread.currentThread().isInterrupted() ? "interrupted" : "left alone";
            });

    assertThat(result).isEqualTo("left alone");
  }

  @Test
  void refusesAWaitThatBeginsAfterItsQueryEnded() {
    end(7);

    assertThatThrownBy(() -> guard.run("7", OrphanGuardTest::waitForever))
        .isInstanceOf(InterruptedException.class)
        .hasMessage("The query has ended.");
  }

  @Test
  void doesNotTouchAThreadThatIsDone() throws InterruptedException {
    assertThat(guard.<String>run("7", () -> "done")).isEqualTo("done");

    end(7);

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void runsWhatBelongsToNoQuery() throws InterruptedException {
    assertThat(guard.<String>run(null, () -> "done")).isEqualTo("done");
  }

  /** Spark holds the monitor of an exchange while the exchange is executed. */
  private static final class ShuffleExchange {}

  @Test
  void endsAWaitThatHoldsUpAnInterruptedThread() {
    assertThatThrownBy(() -> guard.run("7", () -> holdUp(new ShuffleExchange(), Thread::interrupt)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void leavesAWaitAloneThatHoldsUpAThreadNobodyInterrupted() throws InterruptedException {
    assertThat(guard.run("7", () -> holdUp(new ShuffleExchange(), thread -> {})))
        .isEqualTo("left alone");
  }

  /** Such as the lock of a plan, for which another query of the same data frame waits. */
  @Test
  void leavesAWaitAloneThatHoldsAnotherMonitor() throws InterruptedException {
    assertThat(guard.run("7", () -> holdUp(new Object(), Thread::interrupt)))
        .isEqualTo("left alone");
  }

  private String holdUp(Object monitor, Consumer<Thread> what) throws InterruptedException {
    Thread statement = new Thread(() -> enter(monitor), "statement");
    synchronized (monitor) {
      statement.start();
      while (statement.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      what.accept(statement);
      looks.remove().run();
      return Thread.currentThread().isInterrupted() ? waitForever() : "left alone";
    }
  }

  private static void enter(Object monitor) {
    synchronized (monitor) {
      assertThat(Thread.holdsLock(monitor)).isTrue();
    }
  }

  @Test
  void looksAtThreadsWhileThereIsAWait() throws InterruptedException {
    guard.<String>run(
        "7",
        () -> {
          looks.remove().run();
          return guard.run("8", () -> "done");
        });

    assertThat(looks).hasSize(1);
    looks.remove().run();
    assertThat(looks).isEmpty();
  }
}
