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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/**
 * A coordinator whose thread is the test's: what is handed to it runs when the test says so.
 *
 * @param <SplitT> the type of the splits
 */
public final class FakeCoordinator<SplitT extends SourceSplit>
    implements SplitEnumeratorContext<SplitT> {

  private final Map<Integer, ReaderInfo> readers = new TreeMap<>();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Map<Integer, List<SplitT>> assigned = new TreeMap<>();
  private final List<Integer> complete = new ArrayList<>();

  void register(int subtask) {
    readers.put(subtask, new ReaderInfo(subtask, "host-" + subtask));
  }

  void runAll() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  boolean isIdle() {
    return tasks.isEmpty();
  }

  /** Returns the splits that each subtask was given. */
  public Map<Integer, List<SplitT>> assigned() {
    return assigned;
  }

  /** Returns the subtasks that were told that no split follows, as often as they were. */
  public List<Integer> complete() {
    return complete;
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return readers;
  }

  @Override
  public void runInCoordinatorThread(Runnable task) {
    tasks.add(task);
  }

  @Override
  public int currentParallelism() {
    return readers.size();
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
  }

  @Override
  public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void assignSplits(SplitsAssignment<SplitT> assignment) {
    assignment
        .assignment()
        .forEach(
            (subtask, splits) ->
                assigned.computeIfAbsent(subtask, key -> new ArrayList<>()).addAll(splits));
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    complete.add(subtask);
  }

  @Override
  public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> void callAsync(
      Callable<T> callable, BiConsumer<T, Throwable> handler, long delayMillis, long periodMillis) {
    throw new UnsupportedOperationException();
  }
}
