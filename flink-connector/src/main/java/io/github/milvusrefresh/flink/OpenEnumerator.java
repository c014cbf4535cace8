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

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SupportsHandleExecutionAttemptSourceEvent;
import org.jspecify.annotations.Nullable;

/** The inner enumerator behind an open gate; only its state is written as that of the gate. */
final class OpenEnumerator<SplitT extends SourceSplit, StateT>
    implements SplitEnumerator<SplitT, GateState<StateT>>,
        SupportsHandleExecutionAttemptSourceEvent {

  private final SplitEnumerator<SplitT, StateT> inner;
  private final GateMetrics metrics;

  OpenEnumerator(SplitEnumerator<SplitT, StateT> inner, GateMetrics metrics) {
    this.inner = inner;
    this.metrics = metrics;
    metrics.opened();
  }

  @Override
  public void start() {
    inner.start();
  }

  @Override
  public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
    inner.handleSplitRequest(subtaskId, requesterHostname);
  }

  @Override
  public void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {
    inner.handleSourceEvent(subtaskId, sourceEvent);
  }

  /** Refused as Flink refuses it for a source without a gate. */
  @Override
  public void handleSourceEvent(int subtaskId, int attemptNumber, SourceEvent sourceEvent) {
    if (inner instanceof SupportsHandleExecutionAttemptSourceEvent attempts) {
      attempts.handleSourceEvent(subtaskId, attemptNumber, sourceEvent);
    } else {
      throw new IllegalStateException(
          "The source behind the gate handles no events of concurrent attempts (speculative"
              + " execution): "
              + inner.getClass().getName());
    }
  }

  @Override
  public void addSplitsBack(List<SplitT> splits, int subtaskId) {
    inner.addSplitsBack(splits, subtaskId);
  }

  @Override
  public void addReader(int subtaskId) {
    inner.addReader(subtaskId);
  }

  @Override
  public GateState<StateT> snapshotState(long checkpointId) throws Exception {
    return GateState.opened(inner.snapshotState(checkpointId));
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    inner.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    inner.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws IOException {
    metrics.close();
    inner.close();
  }
}
