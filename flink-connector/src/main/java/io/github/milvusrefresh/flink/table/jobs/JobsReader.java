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

import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * Turns answers into rows. Never blocks: between two polls it is unavailable. Confined to the
 * thread of its task; only polls are answered on another.
 */
final class JobsReader implements SourceReader<RowData, JobsSplit> {

  private static final CompletableFuture<Void> AVAILABLE = CompletableFuture.completedFuture(null);

  private final Polls polls;
  private final JobColumns columns;
  private final ScanMode mode;
  private final Duration pollInterval;

  private final CompletableFuture<Void> told = new CompletableFuture<>();
  private final Queue<RefreshJob> rows = new ArrayDeque<>();
  private @Nullable EmittedJobs emitted;
  private @Nullable CompletableFuture<List<RefreshJob>> answer;
  private CompletableFuture<Void> answered = AVAILABLE;

  JobsReader(Polls polls, JobColumns columns, ScanMode mode, Duration pollInterval) {
    this.polls = polls;
    this.columns = columns;
    this.mode = mode;
    this.pollInterval = pollInterval;
  }

  @Override
  public void start() {}

  /** There is one split; Flink may add it before it starts the reader. */
  @Override
  public void addSplits(List<JobsSplit> splits) {
    for (JobsSplit split : splits) {
      emitted = new EmittedJobs(split);
      ask(Duration.ZERO);
    }
    told.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    told.complete(null);
  }

  private void ask(Duration pause) {
    CompletableFuture<List<RefreshJob>> next = polls.after(pause);
    answer = next;
    answered = next.handle((jobs, error) -> null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RowData> output) {
    EmittedJobs known = emitted;
    if (known == null) {
      return told.isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    if (rows.isEmpty() && answer != null && answer.isDone()) {
      take(known, answer);
    }
    RefreshJob next = rows.poll();
    if (next != null) {
      output.collect(columns.row(next));
      known.add(next);
    }
    return status();
  }

  private void take(EmittedJobs known, CompletableFuture<List<RefreshJob>> done) {
    List<RefreshJob> jobs = get(done);
    if (mode == ScanMode.SNAPSHOT) {
      rows.addAll(known.missing(jobs));
      answer = null;
    } else {
      rows.addAll(known.changed(jobs));
      ask(pollInterval);
    }
  }

  private static List<RefreshJob> get(CompletableFuture<List<RefreshJob>> done) {
    try {
      return done.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof MilvusRefreshException known
          ? known
          : new IllegalStateException("The list of refresh jobs cannot be read.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted although the answer was there.", e);
    }
  }

  private InputStatus status() {
    if (!rows.isEmpty()) {
      return InputStatus.MORE_AVAILABLE;
    }
    return answer == null ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (emitted == null) {
      return told;
    }
    return rows.isEmpty() ? answered : AVAILABLE;
  }

  @Override
  public List<JobsSplit> snapshotState(long checkpointId) {
    boolean isDone = rows.isEmpty() && answer == null;
    return emitted == null || isDone ? List.of() : List.of(emitted.split());
  }

  @Override
  public void close() {
    polls.close();
  }
}
