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
package io.github.milvusrefresh.benchmarks.waits;

import io.github.milvusrefresh.benchmarks.ClientThreads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures the client in a process that it shares with its server: by its threads, and by heap. */
final class ClientMeter {

  private static final int LOOKS = 20;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private Stream<ThreadInfo> clientThreads() {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && ClientThreads.isOne(info.getThreadName()));
  }

  long threads() {
    return clientThreads().count();
  }

  /** The time that the client's threads which live now have spent on a processor. */
  double cpuSeconds() {
    return clientThreads()
            .mapToLong(info -> Math.max(0, threads.getThreadCpuTime(info.getThreadId())))
            .sum()
        / 1e9;
  }

  /**
   * What is reachable in the heap, of client and server together: the least of several looks, as
   * the answer that is just under way is not kept.
   */
  static long heapBytes() {
    return IntStream.range(0, LOOKS).mapToLong(i -> usedAfterCollection()).min().orElseThrow();
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
