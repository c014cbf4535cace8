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
package io.github.milvusrefresh.flink.internal;

import java.time.Duration;

/** Time; tests put a virtual one in its place. */
public interface Timer extends AutoCloseable {

  /** The monotonic clock in nanoseconds, of arbitrary origin. */
  long nanoTime();

  /** Runs a task later, which must not block. */
  void schedule(Runnable task, Duration delay);

  /** Drops what is scheduled. */
  @Override
  void close();
}
