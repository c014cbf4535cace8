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
package io.github.milvusrefresh.flink.table.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.error.ServerErrorException;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.flink.internal.VirtualTimer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long reads bear trouble, in virtual time. */
class PatientReadsTest {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final VirtualTimer timer = new VirtualTimer();
  private final Queue<CompletableFuture<String>> answers = new ArrayDeque<>();
  private int calls;

  private CompletableFuture<String> call() {
    calls++;
    return answers.isEmpty() ? trouble() : answers.remove();
  }

  private static CompletableFuture<String> trouble() {
    return trouble(UnreachableCause.REFUSED);
  }

  private static CompletableFuture<String> trouble(UnreachableCause cause) {
    return CompletableFuture.failedFuture(
        new CompletionException(
            new UnreachableException("milvus:19530", cause, "no listener", null, null)));
  }

  private static Throwable error(CompletableFuture<String> result) {
    assertThat(result).isCompletedExceptionally();
    return result.handle((value, error) -> error).join();
  }

  private PatientReads reads(Duration allowance, @Nullable Integer maxRetries) {
    return new PatientReads(timer, allowance, maxRetries);
  }

  @Test
  void repeatsWithGrowingPauses() {
    answers.addAll(List.of(trouble(), trouble(), trouble(), trouble(), trouble(), trouble()));
    answers.addAll(List.of(trouble(), CompletableFuture.completedFuture("jobs")));
    CompletableFuture<String> result = reads(FIVE_MINUTES, null).now(this::call);
    timer.advance(FIVE_MINUTES);
    assertThat(result).isCompletedWithValue("jobs");
    assertThat(timer.delays().stream().map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void endsWithTheAllowance() {
    CompletableFuture<String> result = reads(FIVE_MINUTES, null).now(this::call);
    timer.advance(Duration.ofMinutes(4));
    assertThat(result).isNotDone();
    timer.advance(Duration.ofMinutes(1));
    assertThat(error(result))
        .isInstanceOf(UnreachableException.class)
        .hasMessage(
            "[MILVUS_UNREACHABLE] Milvus at milvus:19530 gave no good answer for 5m, as long as"
                + " 'await.unreachable-timeout' allows: the connection was refused (no listener).");
  }

  @Test
  void endsAfterSoManyRetries() {
    CompletableFuture<String> result = reads(FIVE_MINUTES, 2).now(this::call);
    timer.advance(FIVE_MINUTES);
    assertThat(error(result))
        .hasMessageContaining("[MILVUS_UNREACHABLE] Milvus at milvus:19530 gave no answer");
    assertThat(calls).isEqualTo(3);
  }

  @Test
  void hasNoPatienceWithoutAnAllowance() {
    CompletableFuture<String> result = reads(Duration.ZERO, null).now(this::call);
    assertThat(error(result)).hasMessageContaining("gave no answer");
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void doesNotRepeatWhatTimeCannotMend() {
    answers.add(trouble(UnreachableCause.CERTIFICATE));
    answers.add(
        CompletableFuture.failedFuture(
            new ServerErrorException("milvus:19530", "List", "code 5", null)));
    PatientReads reads = reads(FIVE_MINUTES, null);
    assertThat(error(reads.now(this::call))).hasMessageContaining("a certificate");
    assertThat(error(reads.now(this::call))).hasMessageContaining("[MILVUS_ERROR]");
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void aPauseBeforeIsNoTrouble() {
    answers.addAll(List.of(trouble(), CompletableFuture.completedFuture("jobs")));
    CompletableFuture<String> result =
        reads(Duration.ofSeconds(2), null).after(Duration.ofHours(1), this::call);
    timer.advance(Duration.ofMinutes(59));
    assertThat(calls).isZero();
    timer.advance(Duration.ofMinutes(2));
    assertThat(result).isCompletedWithValue("jobs");
  }
}
