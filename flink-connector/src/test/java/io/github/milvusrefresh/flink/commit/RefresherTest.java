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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RefresherTest {

  private static final Throwable TROUBLE = InvalidArgumentException.of("x", "Trouble.");

  private final HandDrivenRefreshes refreshes = new HandDrivenRefreshes();
  private final Queue<Runnable> mailbox = new ArrayDeque<>();
  private final List<String> events = new ArrayList<>();
  private final Refresher refresher = new Refresher(refreshes, mailbox::add, new Recorded());

  private final class Recorded implements Refresher.Events {

    @Override
    public void started() {
      events.add("started");
    }

    @Override
    public void notStarted(Throwable error) {
      events.add("not started: " + error.getMessage());
    }

    @Override
    public void failed() {
      events.add("failed");
    }

    @Override
    public void idle() {
      events.add("idle");
    }
  }

  private void runMails() {
    while (!mailbox.isEmpty()) {
      mailbox.remove().run();
    }
  }

  private void accept() {
    refreshes.accept();
    runMails();
  }

  private void complete(long jobId) {
    refreshes.complete(jobId);
    runMails();
  }

  private static RefresherState state(boolean owed, long activeJob) {
    return new RefresherState(owed, activeJob == 0 ? null : HandDrivenRefreshes.job(activeJob));
  }

  @Test
  void commitStartsARefresh() {
    refresher.committed();
    assertThat(refreshes.starts()).isEqualTo(1);
    assertThat(refresher.state()).isEqualTo(state(true, 0));
    accept();
    assertThat(refresher.state()).isEqualTo(state(false, 1));
    complete(1);
    assertThat(refresher.state()).isEqualTo(RefresherState.NOTHING);
    assertThat(refreshes.starts()).isEqualTo(1);
    assertThat(events).containsExactly("started", "idle");
  }

  @Test
  void commitsWhileOneIsActiveAreJoined() {
    refresher.committed();
    accept();
    refresher.committed();
    refresher.committed();
    assertThat(refreshes.starts()).isEqualTo(1);
    assertThat(refresher.state()).isEqualTo(state(true, 1));
    complete(1);
    assertThat(refreshes.starts()).isEqualTo(2);
    accept();
    complete(2);
    assertThat(refreshes.starts()).isEqualTo(2);
    assertThat(events).containsExactly("started", "started", "idle");
  }

  /** The server may have looked at the files before the second commit. */
  @Test
  void commitWhileOneIsBeingStartedNeedsAnother() {
    refresher.committed();
    refresher.committed();
    assertThat(refreshes.starts()).isEqualTo(1);
    accept();
    assertThat(refresher.state()).isEqualTo(state(true, 1));
    complete(1);
    assertThat(refreshes.starts()).isEqualTo(2);
  }

  @Test
  void continuesOnlyOnItsExecutor() {
    refresher.committed();
    refreshes.accept();
    assertThat(refresher.state()).isEqualTo(state(true, 0));
    runMails();
    refresher.committed();
    refreshes.complete(1);
    assertThat(refreshes.starts()).isEqualTo(1);
    runMails();
    assertThat(refreshes.starts()).isEqualTo(2);
  }

  @Test
  void failedRefreshIsNotRepeatedUntilTheNextCommit() {
    refresher.committed();
    accept();
    refreshes.fail(1, new CompletionException(TROUBLE));
    runMails();
    assertThat(refreshes.starts()).isEqualTo(1);
    assertThat(events).containsExactly("started", "failed", "idle");
    refresher.committed();
    assertThat(refreshes.starts()).isEqualTo(2);
  }

  /** Milvus issue 49231: a refresh that was taken on is dropped. */
  @Test
  void droppedRefreshIsStartedAnew() {
    refresher.committed();
    accept();
    refreshes.fail(1, new JobNotFoundException(1, null, null));
    runMails();
    assertThat(refreshes.starts()).isEqualTo(2);
  }

  @Test
  void whatCannotBeStartedStaysOwed() {
    refresher.committed();
    refreshes.refuse(new CompletionException(TROUBLE));
    runMails();
    assertThat(events).containsExactly("not started: " + TROUBLE.getMessage());
    assertThat(refresher.state()).isEqualTo(state(true, 0));
    refresher.tryAgain();
    accept();
    assertThat(refresher.state()).isEqualTo(state(false, 2));
    refresher.tryAgain();
    assertThat(refreshes.starts()).isEqualTo(2);
  }

  @Test
  void owedRefreshIsStartedAfterARestart() {
    refresher.resume(state(true, 0));
    assertThat(refreshes.starts()).isEqualTo(1);
  }

  @Test
  void activeRefreshIsFollowedAfterARestartAndNotStartedTwice() {
    refresher.resume(state(false, 7));
    assertThat(refreshes.followed()).containsExactly(7L);
    complete(7);
    assertThat(refreshes.starts()).isZero();
  }

  @Test
  void owedRefreshWaitsForTheActiveOneAfterARestart() {
    refresher.resume(state(true, 7));
    assertThat(refreshes.starts()).isZero();
    complete(7);
    assertThat(refreshes.starts()).isEqualTo(1);
  }

  @Test
  void nothingIsStartedWhenNothingIsRestored() {
    refresher.resume(RefresherState.NOTHING);
    assertThat(refreshes.starts()).isZero();
  }

  @Test
  void endWaitsForTheStartUnderWay() {
    refresher.committed();
    CompletableFuture<JobHandle> end = refresher.end();
    assertThat(end).isNotDone();
    refreshes.accept();
    assertThat(end).isCompletedWithValue(HandDrivenRefreshes.job(1));
    assertThat(refreshes.starts()).isEqualTo(1);
  }

  @Test
  void endStartsWhatIsOwedBehindTheActiveOne() {
    refresher.committed();
    accept();
    refresher.committed();
    CompletableFuture<JobHandle> end = refresher.end();
    assertThat(refreshes.starts()).isEqualTo(2);
    assertThat(end).isNotDone();
    refreshes.accept();
    assertThat(end).isCompletedWithValue(HandDrivenRefreshes.job(2));
    complete(1);
    assertThat(refreshes.starts()).isEqualTo(2);
  }

  @Test
  void endStartsWhatIsOwedEvenIfTheStartBeforeIsRefused() {
    refresher.committed();
    refresher.committed();
    CompletableFuture<JobHandle> end = refresher.end();
    refreshes.refuse(TROUBLE);
    assertThat(refreshes.starts()).isEqualTo(2);
    refreshes.accept();
    assertThat(end).isCompletedWithValue(HandDrivenRefreshes.job(2));
  }

  @Test
  void endTellsARefusal() {
    refresher.committed();
    CompletableFuture<JobHandle> end = refresher.end();
    refreshes.refuse(TROUBLE);
    assertThat(end).isCompletedExceptionally();
  }

  @Test
  void endTellsTheActiveOne() {
    refresher.committed();
    accept();
    assertThat(refresher.end()).isCompletedWithValue(HandDrivenRefreshes.job(1));
  }

  @Test
  void abandonedRefreshIsForgottenAndTheNextCommitStartsAnother() {
    refresher.committed();
    accept();
    refresher.abandon();
    complete(1);
    assertThat(events).containsExactly("started");
    refresher.committed();
    assertThat(refreshes.starts()).isEqualTo(2);
  }
}
