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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.util.SimpleVersionedListState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes after each commit of the sink before it. One subtask; never blocks it but at the end.
 */
final class RefreshOperator<CommT> extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<CommittableMessage<CommT>, Void>,
        BoundedOneInput,
        Refresher.Events {

  private static final long serialVersionUID = 1L;

  /** How often a wait at the end looks whether the task was cancelled meanwhile. */
  private static final long LOOK_MS = 100;

  private static final ListStateDescriptor<byte[]> STATE =
      new ListStateDescriptor<>("milvus-refresh", BytePrimitiveArraySerializer.INSTANCE);

  private final CommitRefresh refresh;
  private final transient MailboxExecutor mailbox;
  private final transient CommittedCheckpoints commits = new CommittedCheckpoints();
  private transient @Nullable ListState<RefresherState> state;
  private transient RefresherState restored = RefresherState.NOTHING;
  private transient @Nullable CommitMetrics counts;
  private transient @Nullable Refreshes refreshes;
  private transient @Nullable Refresher refresher;
  private transient boolean inputEnded;
  private transient boolean lastCommitIsUnknown;

  RefreshOperator(StreamOperatorParameters<Void> parameters, CommitRefresh refresh) {
    this.refresh = refresh;
    this.mailbox = parameters.getMailboxExecutor();
    // Here, since in 2.x no other class may.
    setup(parameters.getContainingTask(), parameters.getStreamConfig(), parameters.getOutput());
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state =
        new SimpleVersionedListState<>(
            context.getOperatorStateStore().getListState(STATE), new RefresherStateSerializer());
    for (RefresherState one : state.get()) {
      restored = one;
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    try {
      counts = new CommitMetrics(getMetricGroup(), this::isOwed);
      refreshes = ClientRefreshes.open(refresh, counts.client());
    } catch (MilvusRefreshException e) {
      throw new SuppressRestartsException(e);
    }
    refresher =
        new Refresher(
            refreshes, step -> mailbox.execute(step::run, "Step of a Milvus refresh"), this);
    refresher.resume(restored);
  }

  private boolean isOwed() {
    return commits.hasData() || (refresher != null && refresher.isOwed());
  }

  private Refresher opened() {
    return requireNonNull(refresher, "not open");
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<CommT>> element) {
    if (element.getValue() instanceof CommittableSummary<CommT> summary && commits.add(summary)) {
      opened().committed();
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    if (commits.settleBefore(checkpointId)) {
      opened().committed();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    requireNonNull(state, "not initialized")
        .update(List.of(opened().state().owing(commits.hasData())));
    // What the last checkpoint commits, Flink drops before it gets here, since the input has ended.
    lastCommitIsUnknown = inputEnded;
  }

  @Override
  public void endInput() {
    inputEnded = true;
  }

  @Override
  public void started() {
    requireNonNull(counts, "not open").started();
  }

  @Override
  public void failed() {
    requireNonNull(counts, "not open").failed();
  }

  @Override
  public void idle() {}

  /** Time may mend it: then the task fails, and what is owed is in the last checkpoint. */
  @Override
  public void notStarted(Throwable error) {
    throw Refusal.of(error)
        .map(RuntimeException.class::cast)
        .orElseGet(
            () -> new FlinkRuntimeException("A Milvus refresh could not be started.", error));
  }

  @Override
  public void close() throws Exception {
    try {
      if (inputEnded && refresher != null && !isGivenUp()) {
        startTheLast(refresher);
      }
    } finally {
      if (refreshes != null) {
        refreshes.close();
      }
      super.close();
    }
  }

  private boolean isGivenUp() {
    return getContainingTask().isCanceled() || getContainingTask().isFailing();
  }

  /**
   * Blocks the end of the task. Only here the subtasks before have ended, and with them all
   * commits; the mailbox takes no more steps here.
   */
  private void startTheLast(Refresher last) throws InterruptedException {
    if (commits.settle() || lastCommitIsUnknown) {
      last.committed();
    }
    if (!last.isOwed() && !(last.isActive() && refresh.awaitsLast())) {
      return;
    }
    LOG.info(
        "The input has ended. The task ends when the last refresh of {} {}.",
        refresh.collection(),
        refresh.awaitsLast() ? "completed" : "is started");
    waitFor(refresh.awaitsLast() ? last.end().thenCompose(this::completion) : last.end());
  }

  private CompletableFuture<?> completion(@Nullable JobHandle job) {
    return job == null
        ? CompletableFuture.completedFuture(null)
        : requireNonNull(refreshes, "not open").end(job);
  }

  /** Flink interrupts no task that closes its operators, and kills its process in the end. */
  private void waitFor(CompletableFuture<?> last) throws InterruptedException {
    while (!isGivenUp()) {
      try {
        last.get(LOOK_MS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        LOG.trace("The last refresh is still waited for.");
      } catch (ExecutionException e) {
        // A restart would find all tasks finished, and refresh nothing.
        throw new SuppressRestartsException(ExceptionUtils.stripExecutionException(e));
      }
    }
  }
}
