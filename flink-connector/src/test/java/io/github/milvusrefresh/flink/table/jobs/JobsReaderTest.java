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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

/** The reader against answers that the test gives. */
class JobsReaderTest {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Answers answers = new Answers();
  private final Rows rows = new Rows();

  private JobsReader open(ScanMode mode, JobsSplit split) {
    JobsReader reader = reader(mode);
    reader.addSplits(List.of(split));
    reader.start();
    reader.notifyNoMoreSplits();
    return reader;
  }

  private JobsReader reader(ScanMode mode) {
    JobColumns columns =
        JobColumns.of(
            ResolvedSchema.of(
                Column.physical("progress", DataTypes.INT()),
                Column.physical("job_id", DataTypes.BIGINT())));
    return new JobsReader(answers, columns, mode, INTERVAL);
  }

  private static JobsSplit split(RefreshJob... jobs) {
    EmittedJobs emitted = new EmittedJobs(new JobsSplit(Map.of()));
    List.of(jobs).forEach(emitted::add);
    return emitted.split();
  }

  private InputStatus drain(JobsReader reader) {
    InputStatus status = reader.pollNext(rows);
    while (status == InputStatus.MORE_AVAILABLE) {
      status = reader.pollNext(rows);
    }
    return status;
  }

  @Test
  void isIdleUntilItsSplitComes() {
    JobsReader reader = reader(ScanMode.SNAPSHOT);
    CompletableFuture<Void> available = reader.isAvailable();
    assertThat(reader.pollNext(rows)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(available).isNotDone();
    assertThat(answers.pauses).isEmpty();
    reader.addSplits(List.of(split()));
    assertThat(available).isDone();
    assertThat(answers.pauses).containsExactly(Duration.ZERO);
  }

  @Test
  void endsWithoutASplit() {
    JobsReader reader = reader(ScanMode.CHANGES);
    reader.notifyNoMoreSplits();
    assertThat(reader.isAvailable()).isDone();
    assertThat(reader.pollNext(rows)).isEqualTo(InputStatus.END_OF_INPUT);
    assertThat(reader.snapshotState(1)).isEmpty();
  }

  @Test
  void aSnapshotEndsWithItsRows() {
    JobsReader reader = open(ScanMode.SNAPSHOT, split());
    assertThat(reader.pollNext(rows)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(reader.isAvailable()).isNotDone();
    answers.give(Jobs.running(9, 40), Jobs.completed(7));
    assertThat(reader.isAvailable()).isDone();
    assertThat(drain(reader)).isEqualTo(InputStatus.END_OF_INPUT);
    assertThat(rows.seen).containsExactly("9: 40", "7: 100");
    assertThat(reader.snapshotState(1)).isEmpty();
    assertThat(answers.pauses).hasSize(1);
  }

  @Test
  void anEmptySnapshotEnds() {
    JobsReader reader = open(ScanMode.SNAPSHOT, split());
    answers.give();
    assertThat(drain(reader)).isEqualTo(InputStatus.END_OF_INPUT);
  }

  @Test
  void aSnapshotGoesOnWhereItWas() {
    JobsReader reader = open(ScanMode.SNAPSHOT, split());
    answers.give(Jobs.running(9, 40), Jobs.completed(7));
    reader.pollNext(rows);
    List<JobsSplit> state = reader.snapshotState(1);
    assertThat(state).hasSize(1);
    JobsReader restored = open(ScanMode.SNAPSHOT, state.get(0));
    answers.give(Jobs.running(9, 50), Jobs.completed(7));
    assertThat(drain(restored)).isEqualTo(InputStatus.END_OF_INPUT);
    assertThat(rows.seen).containsExactly("9: 40", "7: 100");
  }

  @Test
  void changesGoOnAfterEachInterval() {
    JobsReader reader = open(ScanMode.CHANGES, split());
    answers.give(Jobs.running(9, 40));
    assertThat(drain(reader)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(answers.pauses).containsExactly(Duration.ZERO, INTERVAL);
    assertThat(reader.isAvailable()).isNotDone();
    answers.give(Jobs.running(9, 40));
    assertThat(reader.isAvailable()).isDone();
    assertThat(drain(reader)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(reader.isAvailable()).isNotDone();
    answers.give(Jobs.completed(9));
    assertThat(drain(reader)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(rows.seen).containsExactly("9: 40", "9: 100");
    assertThat(answers.pauses).containsExactly(Duration.ZERO, INTERVAL, INTERVAL, INTERVAL);
  }

  @Test
  void onlyRowsThatWereEmittedAreInTheState() {
    JobsReader reader = open(ScanMode.CHANGES, split(Jobs.completed(5)));
    answers.give(Jobs.running(9, 40), Jobs.completed(7), Jobs.completed(5));
    assertThat(reader.pollNext(rows)).isEqualTo(InputStatus.MORE_AVAILABLE);
    assertThat(reader.isAvailable()).isDone();
    assertThat(rows.seen).containsExactly("7: 100");
    assertThat(reader.snapshotState(1))
        .containsExactly(split(Jobs.completed(5), Jobs.completed(7)));
  }

  @Test
  void theErrorOfAPollIsTheReaders() {
    JobsReader reader = open(ScanMode.CHANGES, split());
    answers.last.completeExceptionally(
        new UnreachableException("h:1", UnreachableCause.REFUSED, "no", null, null));
    assertThatThrownBy(() -> reader.pollNext(rows))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("[MILVUS_UNREACHABLE]");
  }

  @Test
  void closesWhatItPolls() {
    open(ScanMode.CHANGES, split()).close();
    assertThat(answers.isClosed).isTrue();
  }

  private static final class Answers implements Polls {

    private final List<Duration> pauses = new ArrayList<>();
    private CompletableFuture<List<RefreshJob>> last = new CompletableFuture<>();
    private boolean isClosed;

    void give(RefreshJob... jobs) {
      last.complete(List.of(jobs));
    }

    @Override
    public CompletableFuture<List<RefreshJob>> after(Duration pause) {
      pauses.add(pause);
      last = new CompletableFuture<>();
      return last;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  private static final class Rows implements ReaderOutput<RowData> {

    private final List<String> seen = new ArrayList<>();

    @Override
    public void collect(RowData row) {
      seen.add(row.getLong(1) + ": " + row.getInt(0));
    }

    @Override
    public void collect(RowData row, long timestamp) {
      collect(row);
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<RowData> createOutputForSplit(String splitId) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}
  }
}
