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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.ServerErrorException;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.flink.internal.VirtualTimer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DetachedRefresherTest {

  private static final MilvusRefreshException AWAY =
      new UnreachableException("milvus:19530", UnreachableCause.REFUSED, "no listener", null, null);
  private static final MilvusRefreshException REFUSED =
      new ServerErrorException("milvus:19530", "Refresh", "code 5", null);

  private final HandDrivenRefreshes refreshes = new HandDrivenRefreshes();
  private final VirtualTimer timer = new VirtualTimer();
  private final DetachedRefresher refresher =
      new DetachedRefresher(CollectionName.parse("docs"), refreshes, timer);

  private void pass(Duration time) {
    timer.advance(time);
  }

  private void settle() {
    pass(Duration.ZERO);
  }

  private void owe() {
    refresher.owe();
    settle();
  }

  private void refuse(Throwable error) {
    refreshes.refuse(error);
    settle();
  }

  private void accept() {
    refreshes.accept();
    settle();
  }

  /** Has a caller whose thread has ended. */
  private void joinAndLeave() throws InterruptedException {
    Thread caller = new Thread(refresher::join);
    caller.start();
    caller.join();
    settle();
  }

  @Test
  void aStartThatFailedIsTriedAgainAfterTenSeconds() {
    refresher.join();
    owe();
    for (int tries = 1; tries <= 3; tries++) {
      assertThat(refreshes.starts()).isEqualTo(tries);
      refuse(AWAY);
      pass(Duration.ofMillis(9_999));
      assertThat(refreshes.starts()).isEqualTo(tries);
      pass(Duration.ofMillis(1));
    }
    accept();
    assertThat(refreshes.followed()).containsExactly(4L);
    assertThat(refreshes.closes()).isZero();
  }

  @Test
  void whatTimeCannotMendIsNotTriedAgainAndFailsTheNextCommits() {
    refresher.join();
    owe();
    refuse(REFUSED);
    pass(Duration.ofMinutes(10));
    assertThat(refreshes.starts()).isEqualTo(1);
    assertThat(refreshes.closes()).isEqualTo(1);
    for (int commits = 0; commits < 2; commits++) {
      CompletableFuture<Boolean> started = refresher.committed();
      settle();
      assertThat(started).isCompletedExceptionally();
      assertThatThrownBy(started::join).hasCause(REFUSED);
    }
    assertThat(refreshes.starts()).isEqualTo(1);
  }

  @Test
  void aNewCallerGetsANewChance() {
    refresher.join();
    owe();
    refuse(REFUSED);
    refresher.join();
    owe();
    assertThat(refreshes.starts()).isEqualTo(2);
  }

  @Test
  void withoutCallersAStartThatFailedIsLeft() throws Exception {
    joinAndLeave();
    owe();
    refuse(AWAY);
    pass(Duration.ofMinutes(10));
    assertThat(refreshes.starts()).isEqualTo(1);
    assertThat(refreshes.closes()).isEqualTo(1);
  }

  @Test
  void nobodyFollowsARefreshWhoseCallersHaveEnded() throws Exception {
    joinAndLeave();
    owe();
    accept();
    pass(Duration.ofSeconds(1));
    assertThat(refreshes.closes()).isEqualTo(1);
    assertThat(timer.pending()).isZero();
    owe();
    assertThat(refreshes.starts()).isEqualTo(2);
  }

  @Test
  void whatIsOwedIsStartedThoughTheCallersHaveEnded() throws Exception {
    joinAndLeave();
    owe();
    refresher.owe();
    accept();
    pass(Duration.ofMinutes(10));
    assertThat(refreshes.closes()).isZero();
    refreshes.complete(1);
    settle();
    assertThat(refreshes.starts()).isEqualTo(2);
  }

  @Test
  void anActiveRefreshIsFollowedUntilItEnds() {
    refresher.join();
    owe();
    accept();
    pass(Duration.ofMinutes(10));
    assertThat(refreshes.closes()).isZero();
    refreshes.complete(1);
    settle();
    assertThat(refreshes.closes()).isEqualTo(1);
    pass(Duration.ofSeconds(1));
    assertThat(timer.pending()).isZero();
  }

  @Test
  void callersAreLookedAfterOnceASecondHoweverManyRefreshesThereWere() {
    refresher.join();
    owe();
    for (long job = 1; job <= 100; job++) {
      accept();
      owe();
      pass(Duration.ofMillis(100));
      refreshes.complete(job);
      settle();
    }
    assertThat(timer.pending()).isEqualTo(1);
  }

  @Test
  void aCommitThatStartsARefreshWaitsForItAndOthersDoNot() {
    refresher.join();
    CompletableFuture<Boolean> first = refresher.committed();
    CompletableFuture<Boolean> second = refresher.committed();
    settle();
    assertThat(first).isNotDone();
    assertThat(second).isCompletedWithValue(false);
    accept();
    assertThat(first).isCompletedWithValue(true);
  }
}
