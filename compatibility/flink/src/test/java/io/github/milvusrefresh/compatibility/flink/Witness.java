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
package io.github.milvusrefresh.compatibility.flink;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** The end of a job, in the JVM of the test: tells what came, and fails when it is told to. */
final class Witness<T> extends RichMapFunction<T, T> implements CheckpointListener {

  private static final long serialVersionUID = 1L;

  private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger STARTS = new AtomicInteger();
  private static final AtomicBoolean FAIL_AT_CHECKPOINT = new AtomicBoolean();

  /** Forgets what jobs before this one did. */
  static void forget() {
    SEEN.clear();
    STARTS.set(0);
    FAIL_AT_CHECKPOINT.set(false);
  }

  /** What came, in this order. */
  static <T> List<T> seen(Class<T> type) {
    return SEEN.stream().map(type::cast).toList();
  }

  /** How often its subtasks were started. */
  static int starts() {
    return STARTS.get();
  }

  static void failAtNextCheckpoint() {
    FAIL_AT_CHECKPOINT.set(true);
  }

  @Override
  public void open(OpenContext context) {
    STARTS.incrementAndGet();
  }

  @Override
  public T map(T element) {
    SEEN.add(element);
    return element;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    if (FAIL_AT_CHECKPOINT.compareAndSet(true, false)) {
      throw new IllegalStateException("The test fails this task.");
    }
  }
}
