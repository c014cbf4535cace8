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

import com.codahale.metrics.MetricRegistry;
import io.github.milvusrefresh.core.RefreshMetrics;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.metrics.source.Source;

/**
 * What the clients of an application report, as the source {@code milvusRefresh} of Spark's metrics
 * system: whatever sinks are set up there get it. Thread-safe.
 */
final class ApplicationMetrics implements Source, RefreshMetrics {

  private final MetricRegistry registry = new MetricRegistry();
  private final AtomicInteger waiting = new AtomicInteger();

  ApplicationMetrics() {
    registry.gauge("waits.active", () -> waiting::get);
  }

  @Override
  public String sourceName() {
    return "milvusRefresh";
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }

  @Override
  public void waitStarted() {
    waiting.incrementAndGet();
  }

  @Override
  public void waitEnded(String end, Duration waited, int polls) {
    waiting.decrementAndGet();
    registry.timer("waits." + end.toLowerCase(Locale.ROOT)).update(waited);
    registry.histogram("waits.polls").update(polls);
  }

  @Override
  public void polled(PollKind kind, boolean ok, Duration took) {
    registry
        .timer("polls." + kind.name().toLowerCase(Locale.ROOT) + (ok ? ".answered" : ".failed"))
        .update(took);
  }

  @Override
  public void detected(Duration delay) {
    registry.timer("detectionDelay").update(delay);
  }

  @Override
  public void stalled() {
    registry.counter("jobs.stalled").inc();
  }

  @Override
  public void regressed() {
    registry.counter("jobs.progressRegressed").inc();
  }

  @Override
  public void throttled(Duration delay) {
    registry.timer("polls.throttled").update(delay);
  }
}
