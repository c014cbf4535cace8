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
package io.github.milvusrefresh.flink;

import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsHandleExecutionAttemptSourceEvent;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out nothing until its watch ends well, then becomes the inner enumerator. Confined to the
 * thread of the source's coordinator, save {@link #close}.
 */
final class GatedEnumerator<SplitT extends SourceSplit, StateT>
    implements SplitEnumerator<SplitT, GateState<StateT>>,
        SupportsHandleExecutionAttemptSourceEvent {

  private static final Logger LOG = LoggerFactory.getLogger(GatedEnumerator.class);

  private final SplitEnumeratorContext<SplitT> context;
  private final RefreshGate gate;
  private final GateWatch.Starter starter;
  private final Callable<SplitEnumerator<SplitT, StateT>> inner;
  private final GateMetrics metrics;
  private final HeldCalls<SplitT, StateT> held = new HeldCalls<>();

  private GateState<StateT> state;
  private @Nullable GateWatch watch;
  private @Nullable OpenEnumerator<SplitT, StateT> opened;
  private volatile boolean ended;

  GatedEnumerator(
      SplitEnumeratorContext<SplitT> context,
      RefreshGate gate,
      GateWatch.Starter starter,
      GateState<StateT> state,
      Callable<SplitEnumerator<SplitT, StateT>> inner) {
    this.context = context;
    this.gate = gate;
    this.starter = starter;
    this.state = state;
    this.inner = inner;
    this.metrics = new GateMetrics(context.metricGroup());
  }

  @Override
  public void start() {
    Instant now = Instant.now();
    Instant deadline =
        state.deadline() != null
            ? state.deadline()
            : now.plus(gate.await().timeout()).truncatedTo(ChronoUnit.MILLIS);
    state = state.until(deadline);
    Duration left = Duration.between(now, deadline);
    RefreshGate remaining = remaining(left.isNegative() ? Duration.ZERO : left);
    LOG.info(
        "The gate is closed: it waits for {}, to be {}, until {} at most.",
        remaining.target(),
        gate.await().waitFor(),
        deadline);
    watch(remaining);
  }

  /** A refresh that was started before is awaited; it is not started again. */
  private RefreshGate remaining(Duration left) {
    RefreshGate remaining = gate.timeout(left);
    return state.refresh() == null ? remaining : remaining.on(state.refresh());
  }

  private void watch(RefreshGate remaining) {
    try {
      watch = starter.start(remaining, metrics, this::onStarted);
    } catch (MilvusRefreshException e) {
      throw new SuppressRestartsException(e);
    }
    watch
        .end()
        .whenComplete(
            (results, error) -> inCoordinatorThread(() -> onEnd(remaining, results, error)));
  }

  private void onStarted(JobHandle refresh) {
    inCoordinatorThread(() -> state = state.refreshing(refresh));
  }

  private void inCoordinatorThread(Runnable action) {
    if (!ended) {
      context.runInCoordinatorThread(
          () -> {
            if (!ended) {
              action.run();
            }
          });
    }
  }

  /** What is thrown here fails the job: a wait that ended badly ends so again after a restart. */
  private void onEnd(
      RefreshGate awaited, @Nullable List<AwaitResult> results, @Nullable Throwable error) {
    endWatch();
    Throwable cause = error == null ? null : ExceptionUtils.stripCompletionException(error);
    if (cause instanceof MilvusRefreshException) {
      throw new SuppressRestartsException(cause);
    }
    if (results == null) {
      throw new FlinkRuntimeException("The wait for " + awaited.target() + " broke off.", cause);
    }
    open(results);
  }

  private void open(List<AwaitResult> results) {
    for (AwaitResult result : results) {
      LOG.info(
          "The gate opens: refresh job {} ended at {}, as seen after {} ms and {} polls.",
          result.jobId(),
          result.job() == null ? null : result.job().endTime(),
          result.waited().toMillis(),
          result.polls());
    }
    OpenEnumerator<SplitT, StateT> open = new OpenEnumerator<>(createInner(), metrics);
    opened = open;
    open.start();
    context.registeredReaders().keySet().forEach(open::addReader);
    held.replay(open);
  }

  private SplitEnumerator<SplitT, StateT> createInner() {
    try {
      return inner.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new FlinkRuntimeException("The source behind the gate cannot be started.", e);
    }
  }

  @Override
  public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
    if (opened == null) {
      held.add(subtaskId, open -> open.handleSplitRequest(subtaskId, requesterHostname));
    } else {
      opened.handleSplitRequest(subtaskId, requesterHostname);
    }
  }

  @Override
  public void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {
    if (opened == null) {
      held.add(subtaskId, open -> open.handleSourceEvent(subtaskId, sourceEvent));
    } else {
      opened.handleSourceEvent(subtaskId, sourceEvent);
    }
  }

  @Override
  public void handleSourceEvent(int subtaskId, int attemptNumber, SourceEvent sourceEvent) {
    if (opened == null) {
      held.add(subtaskId, open -> open.handleSourceEvent(subtaskId, attemptNumber, sourceEvent));
    } else {
      opened.handleSourceEvent(subtaskId, attemptNumber, sourceEvent);
    }
  }

  /** Also how Flink says that a subtask starts anew: it will ask again. */
  @Override
  public void addSplitsBack(List<SplitT> splits, int subtaskId) {
    if (opened == null) {
      held.reset(subtaskId, splits);
    } else {
      opened.addSplitsBack(splits, subtaskId);
    }
  }

  /** The readers that are there when the gate opens are announced then. */
  @Override
  public void addReader(int subtaskId) {
    if (opened != null) {
      opened.addReader(subtaskId);
    }
  }

  @Override
  public GateState<StateT> snapshotState(long checkpointId) throws Exception {
    return opened == null ? state : opened.snapshotState(checkpointId);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    if (opened != null) {
      opened.notifyCheckpointComplete(checkpointId);
    }
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    if (opened != null) {
      opened.notifyCheckpointAborted(checkpointId);
    }
  }

  @Override
  public void close() throws IOException {
    endWatch();
    if (opened == null) {
      metrics.close();
    } else {
      opened.close();
    }
  }

  private void endWatch() {
    ended = true;
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }
}
