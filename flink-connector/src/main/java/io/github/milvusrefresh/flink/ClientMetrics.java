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

import io.github.milvusrefresh.core.RefreshMetrics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * What a client does, as metrics of an operator or coordinator. Thread-safe.
 *
 * <table>
 * <caption>The metrics, in the group {@code milvusRefresh}</caption>
 * <tr><th>name</th><th>type</th><th>what it tells</th></tr>
 * <tr><td>{@code waitsActive}</td><td>gauge</td><td>waits under way</td></tr>
 * <tr><td>{@code waitsCompleted}</td><td>counter</td><td>waits that ended well</td></tr>
 * <tr><td>{@code waitsFailed}</td><td>counter</td><td>waits that ended otherwise; given up ones do
 * not count</td></tr>
 * <tr><td>{@code polls}</td><td>counter</td><td>polls that were answered, of waits or not</td></tr>
 * <tr><td>{@code pollErrors}</td><td>counter</td><td>polls that were not</td></tr>
 * <tr><td>{@code jobsStalled}</td><td>counter</td><td>suspicions that a job has stalled</td></tr>
 * <tr><td>{@code lastDetectionDelayMs}</td><td>gauge</td><td>how long after its end the latest job
 * that ended was seen to have</td></tr>
 * </table>
 */
public final class ClientMetrics implements RefreshMetrics {

  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong detectionDelayMs = new AtomicLong();
  private final Counter completed;
  private final Counter failed;
  private final Counter polls;
  private final Counter pollErrors;
  private final Counter stalled;

  /**
   * Registers the metrics.
   *
   * @param owner the group of the operator or coordinator
   */
  public ClientMetrics(MetricGroup owner) {
    MetricGroup group = groupOf(owner);
    group.gauge("waitsActive", waiting::get);
    group.gauge("lastDetectionDelayMs", detectionDelayMs::get);
    completed = counter(group, "waitsCompleted");
    failed = counter(group, "waitsFailed");
    polls = counter(group, "polls");
    pollErrors = counter(group, "pollErrors");
    stalled = counter(group, "jobsStalled");
  }

  /**
   * Returns the group of all metrics of this connector.
   *
   * @param owner the group of the operator or coordinator
   * @return its group {@code milvusRefresh}
   */
  public static MetricGroup groupOf(MetricGroup owner) {
    return owner.addGroup("milvusRefresh");
  }

  private static Counter counter(MetricGroup group, String name) {
    return group.counter(name, new ThreadSafeSimpleCounter());
  }

  @Override
  public void waitStarted() {
    waiting.incrementAndGet();
  }

  @Override
  public void waitEnded(String end, Duration waited, int pollsOfTheWait) {
    waiting.decrementAndGet();
    switch (end) {
      case "COMPLETED" -> completed.inc();
      case "CANCELLED" -> {}
      default -> failed.inc();
    }
  }

  @Override
  public void polled(PollKind kind, boolean ok, Duration took) {
    (ok ? polls : pollErrors).inc();
  }

  @Override
  public void detected(Duration delay) {
    detectionDelayMs.set(delay.toMillis());
  }

  @Override
  public void stalled() {
    stalled.inc();
  }
}
