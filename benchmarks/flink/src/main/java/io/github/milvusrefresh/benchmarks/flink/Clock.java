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
package io.github.milvusrefresh.benchmarks.flink;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.MapFunction;

/** Tells how long it took from a record of a job to its last. */
final class Clock<T> implements MapFunction<T, T> {

  private static final long serialVersionUID = 1L;

  private static final AtomicLong FIRST = new AtomicLong();
  private static final AtomicLong LAST = new AtomicLong();

  private final long untimed;
  private final long records;
  private long seen;

  /**
   * Times a job.
   *
   * @param untimed how many records come first that are not timed
   * @param records how many there are after these
   */
  Clock(long untimed, long records) {
    this.untimed = untimed;
    this.records = records;
  }

  /** The time of the latest job in this JVM. */
  static long nanos() {
    return LAST.get() - FIRST.get();
  }

  @Override
  public T map(T record) {
    seen++;
    if (seen == untimed + 1) {
      FIRST.set(System.nanoTime());
    } else if (seen == untimed + records) {
      LAST.set(System.nanoTime());
    }
    return record;
  }
}
