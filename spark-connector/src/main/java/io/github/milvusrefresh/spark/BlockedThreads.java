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
package io.github.milvusrefresh.spark;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Threads that wait for a monitor: they notice an interrupt once they have it. */
final class BlockedThreads {

  private BlockedThreads() {}

  /**
   * Returns the ids of the threads that hold the monitor of an exchange for which an interrupted
   * thread waits. Monitors of plans do not count: who waits for these is another query of the same
   * data frame. Takes no stack traces, so that it stops no thread.
   */
  static Set<Long> holdersOfExchanges() {
    long[] blocked =
        all()
            .filter(Thread::isInterrupted)
            .filter(thread -> thread.getState() == Thread.State.BLOCKED)
            .mapToLong(Thread::getId)
            .toArray();
    return Arrays.stream(ManagementFactory.getThreadMXBean().getThreadInfo(blocked))
        .filter(thread -> thread != null && isExchange(thread.getLockInfo()))
        .map(ThreadInfo::getLockOwnerId)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those of vendors have other names around the word. */
  private static boolean isExchange(@Nullable LockInfo monitor) {
    return monitor != null && monitor.getClassName().contains("Exchange");
  }

  private static Stream<Thread> all() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    // Which are started meanwhile are left out, for the next time.
    Thread[] threads = new Thread[2 * group.activeCount()];
    return Arrays.stream(threads, 0, group.enumerate(threads));
  }
}
