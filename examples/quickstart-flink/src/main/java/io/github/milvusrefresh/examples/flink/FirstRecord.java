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
package io.github.milvusrefresh.examples.flink;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.jspecify.annotations.Nullable;

/**
 * Passes records on and notes when the first came, and how many checkpoints had completed. Static,
 * since the job of the quickstart runs in the JVM that reports.
 */
final class FirstRecord implements MapFunction<Long, Long>, CheckpointListener {

  private static final long serialVersionUID = 1L;

  private static final AtomicReference<@Nullable Instant> READ_AT = new AtomicReference<>();
  private static final AtomicInteger LAST_CHECKPOINT = new AtomicInteger();

  static Instant readAt() {
    return requireNonNull(READ_AT.get(), "No record was read");
  }

  static int checkpointsBefore() {
    return LAST_CHECKPOINT.get();
  }

  @Override
  public Long map(Long id) {
    READ_AT.compareAndSet(null, Instant.now());
    return id;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    if (READ_AT.get() == null) {
      LAST_CHECKPOINT.accumulateAndGet((int) checkpointId, Math::max);
    }
  }
}
