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
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out nothing until its watch ends well, then becomes the inner enumerator. Confined to the
 * thread of the source's coordinator, save {@link #close}.
 */
final class GatedEnumerator<SplitT extends SourceSplit, StateT>
    implements SplitEnumerator<SplitT, GateState<StateT>> {

  private static final Logger LOG = LoggerFactory.getLogger(GatedEnumerator.class);

  private final SplitEnumeratorContext<SplitT> context;
  private final RefreshGate gate;
  private final GateWatch.Starter starter;
  private final Callable<SplitEnumerator<SplitT, StateT>> inner;
  private final HeldCalls<SplitT> held = new HeldCalls<>();

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
  }

  @Override
  public void start() {
    Instant now = Instant.now();
    Instant deadline =
        state.deadline() != null
            ? state.deadline()
            : now.plus(gate.await().timeout()).truncatedTo(ChronoUnit.MILLIS);
    state = GateState.closed(deadline, state.inner());
    Duration left = Duration.between(now, deadline);
    LOG.info(
        "The gate on refresh job {} is closed; it waits for {}, until {} at most.",
        gate.jobId(),
        gate.await().waitFor(),
        deadline);
    watch(gate.timeout(left.isNegative() ? Duration.ZERO : left));
  }

  private void watch(RefreshGate remaining) {
    try {
      watch = starter.start(remaining);
    } catch (MilvusRefreshException e) {
      throw new SuppressRestartsException(e);
    }
    watch
        .end()
        .whenComplete(
            (result, error) -> {
              if (!ended) {
                context.runInCoordinatorThread(() -> onEnd(result, error));
              }
            });
  }

  /** What is thrown here fails the job: a wait that ended badly ends so again after a restart. */
  private void onEnd(@Nullable AwaitResult result, @Nullable Throwable error) {
    if (ended) {
      return;
    }
    endWatch();
    if (error instanceof MilvusRefreshException) {
      throw new SuppressRestartsException(error);
    }
    if (result == null) {
      throw new FlinkRuntimeException("The wait for job " + gate.jobId() + " broke off.", error);
    }
    open(result);
  }

  private void open(AwaitResult result) {
    LOG.info(
        "The gate on refresh job {} opens after {} ms and {} polls; the job ended at {}.",
        result.jobId(),
        result.waited().toMillis(),
        result.polls(),
        result.job() == null ? null : result.job().endTime());
    OpenEnumerator<SplitT, StateT> open = new OpenEnumerator<>(createInner());
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
      held.add(subtaskId, inner -> inner.handleSplitRequest(subtaskId, requesterHostname));
    } else {
      opened.handleSplitRequest(subtaskId, requesterHostname);
    }
  }

  @Override
  public void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {
    if (opened == null) {
      held.add(subtaskId, inner -> inner.handleSourceEvent(subtaskId, sourceEvent));
    } else {
      opened.handleSourceEvent(subtaskId, sourceEvent);
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
    if (opened != null) {
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
