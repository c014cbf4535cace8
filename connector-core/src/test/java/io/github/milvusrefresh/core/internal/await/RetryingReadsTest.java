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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.core.RefreshMetrics.PollKind;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.ServerErrorException;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RetryingReadsTest {

  private final VirtualScheduler time = new VirtualScheduler();
  private final Instant start = time.now();
  private final List<String> reported = new ArrayList<>();
  private final RefreshMetrics metrics =
      new RefreshMetrics() {
        @Override
        public void polled(PollKind kind, boolean ok, Duration took) {
          reported.add(kind + " " + ok + " " + took.toMillis());
        }
      };
  private final RetryingReads reads = new RetryingReads(time, metrics);
  private final List<Duration> attempts = new ArrayList<>();
  private final List<Duration> timeouts = new ArrayList<>();

  private CompletableFuture<String> read(Duration timeout, List<Object> answers) {
    return reads.repeat(
        PollKind.LIST,
        rpc -> {
          attempts.add(Duration.between(start, time.now()));
          timeouts.add(rpc.timeout());
          Object answer = answers.get(Math.min(attempts.size(), answers.size()) - 1);
          return answer instanceof Throwable error
              ? CompletableFuture.failedFuture(error)
              : CompletableFuture.completedFuture((String) answer);
        },
        RpcOptions.defaults().withTimeout(timeout));
  }

  private static UnreachableException trouble(UnreachableCause cause) {
    return new UnreachableException("h:1", cause, "trouble", null, null);
  }

  @Test
  void repeatsTransientTroubleWithGrowingPausesAndTheTimeThatIsLeft() {
    UnreachableException away = trouble(UnreachableCause.RESET);
    CompletableFuture<String> result =
        read(Duration.ofSeconds(15), List.of(away, away, away, "answer"));

    time.advance(Duration.ofSeconds(15));

    assertThat(result).isCompletedWithValue("answer");
    assertThat(attempts)
        .containsExactly(
            Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(1300));
    assertThat(timeouts)
        .containsExactly(
            Duration.ofSeconds(15),
            Duration.ofMillis(14_900),
            Duration.ofMillis(14_600),
            Duration.ofMillis(13_700));
  }

  @Test
  void givesUpAfterFourAttempts() {
    CompletableFuture<String> result =
        read(Duration.ofSeconds(15), List.of(trouble(UnreachableCause.REFUSED)));

    time.advance(Duration.ofSeconds(15));

    assertThat(attempts).hasSize(4);
    assertThatThrownBy(result::join).hasCauseInstanceOf(UnreachableException.class);
  }

  @Test
  void givesUpWhenTheNextPauseWouldPassTheDeadline() {
    CompletableFuture<String> result =
        read(Duration.ofMillis(350), List.of(trouble(UnreachableCause.REFUSED)));

    time.advance(Duration.ofSeconds(15));

    assertThat(attempts).hasSize(2);
    assertThat(result).isCompletedExceptionally();
  }

  @Test
  void doesNotRepeatWhatTimeCannotMend() {
    for (RuntimeException error :
        List.of(
            trouble(UnreachableCause.CERTIFICATE),
            new ServerErrorException("h:1", "List", "broken", null))) {
      attempts.clear();
      CompletableFuture<String> result = read(Duration.ofSeconds(15), List.of(error));
      time.advance(Duration.ofSeconds(15));

      assertThat(attempts).hasSize(1);
      assertThatThrownBy(result::join).hasCause(error);
    }
  }

  @Test
  void cancellingStopsTheAttemptInFlightAndAllLaterOnes() {
    CompletableFuture<String> attempt = new CompletableFuture<>();
    CompletableFuture<String> result =
        reads.repeat(
            PollKind.GET,
            rpc -> attempt,
            RpcOptions.defaults().withTimeout(Duration.ofSeconds(15)));

    result.cancel(true);

    assertThat(attempt).isCancelled();
    assertThat(reported).isEmpty();
  }

  @Test
  void reportsEachAttempt() {
    UnreachableException away = trouble(UnreachableCause.RESET);

    read(Duration.ofSeconds(15), List.of(away, "answer"));
    time.advance(Duration.ofSeconds(15));

    assertThat(reported).containsExactly("LIST false 0", "LIST true 0");
  }

  @Test
  void reportsHowLongItTookAndThatAnUnknownJobIsAGoodAnswer() {
    CompletableFuture<String> attempt = new CompletableFuture<>();
    reads.repeat(
        PollKind.GET, rpc -> attempt, RpcOptions.defaults().withTimeout(Duration.ofSeconds(15)));

    time.advance(Duration.ofMillis(7));
    attempt.completeExceptionally(new JobNotFoundException(3, null, null));

    assertThat(reported).containsExactly("GET true 7");
  }
}
