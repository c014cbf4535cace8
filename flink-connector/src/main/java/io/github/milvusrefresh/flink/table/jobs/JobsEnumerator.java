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

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives the one split to the first reader, and sends the others home. */
final class JobsEnumerator implements SplitEnumerator<JobsSplit, JobsEnumeratorState> {

  private final SplitEnumeratorContext<JobsSplit> context;
  private @Nullable JobsSplit unassigned;

  JobsEnumerator(SplitEnumeratorContext<JobsSplit> context, @Nullable JobsSplit unassigned) {
    this.context = context;
    this.unassigned = unassigned;
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {}

  /** Flink registers the reader anew after this. */
  @Override
  public void addSplitsBack(List<JobsSplit> splits, int subtaskId) {
    splits.stream().findFirst().ifPresent(split -> unassigned = split);
  }

  @Override
  public void addReader(int subtaskId) {
    if (unassigned != null) {
      context.assignSplit(unassigned, subtaskId);
      unassigned = null;
    }
    context.signalNoMoreSplits(subtaskId);
  }

  @Override
  public JobsEnumeratorState snapshotState(long checkpointId) {
    return new JobsEnumeratorState(unassigned);
  }

  @Override
  public void close() {}
}
