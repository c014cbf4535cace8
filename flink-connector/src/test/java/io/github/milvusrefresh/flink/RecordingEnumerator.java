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

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SupportsHandleExecutionAttemptSourceEvent;

/** An enumerator that writes down what it is told. */
final class RecordingEnumerator
    implements SplitEnumerator<TestSplit, String>, SupportsHandleExecutionAttemptSourceEvent {

  private final List<String> calls;

  RecordingEnumerator(List<String> calls) {
    this.calls = calls;
  }

  @Override
  public void start() {
    calls.add("start");
  }

  @Override
  public void handleSplitRequest(int subtaskId, String requesterHostname) {
    calls.add("request of " + subtaskId + " at " + requesterHostname);
  }

  @Override
  public void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {
    calls.add("event of " + subtaskId);
  }

  @Override
  public void handleSourceEvent(int subtaskId, int attemptNumber, SourceEvent sourceEvent) {
    calls.add("event of " + subtaskId + ", attempt " + attemptNumber);
  }

  @Override
  public void addSplitsBack(List<TestSplit> splits, int subtaskId) {
    calls.add("back from " + subtaskId + ": " + splits.size());
  }

  @Override
  public void addReader(int subtaskId) {
    calls.add("reader " + subtaskId);
  }

  @Override
  public String snapshotState(long checkpointId) {
    return "state at " + checkpointId;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    calls.add("complete " + checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) {
    calls.add("aborted " + checkpointId);
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
