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

import io.github.milvusrefresh.benchmarks.Figure;
import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * So many waits at once, one job and one collection each, on one database of the embedded server in
 * the same process. The jobs end one by one, at random, over a minute.
 */
final class WaitsRun {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int LISTS_UNTIL_SETTLED = 5;
  private static final String GET = "GetRefreshExternalCollectionProgress";
  private static final String LIST = "ListRefreshExternalCollectionJobs";
  private static final AwaitOptions OPTIONS =
      AwaitOptions.builder().timeout(Duration.ofMinutes(10)).build();

  private final int number;
  private final ClientMeter meter = new ClientMeter();
  private final List<CompletableFuture<AwaitResult>> waits;
  private final long[] endedAt;
  private final long[] toldAt;

  WaitsRun(int number) {
    this.number = number;
    this.waits = new ArrayList<>(number);
    this.endedAt = new long[number];
    this.toldAt = new long[number];
  }

  List<Figure> figures() throws Exception {
    try (EmbeddedMilvus server = EmbeddedMilvus.builder().scriptedJobs().start();
        RefreshClient client =
            RefreshClient.open(ConnectionOptions.builder(server.uri()).build())) {
      long[] jobs = IntStream.range(0, number).mapToLong(i -> start(server, i)).toArray();
      // The buffers of the connection grow to the largest answer and stay.
      client.jobs();

      long heapBefore = ClientMeter.heapBytes();
      for (int i = 0; i < number; i++) {
        waits.add(client.awaiter().awaitAsync(AwaitTarget.job(jobs[i]), OPTIONS));
      }
      settle(server);
      double heapPerWait = (ClientMeter.heapBytes() - heapBefore) / (double) number;

      for (int i = 0; i < number; i++) {
        int told = i;
        waits.set(
            i, waits.get(i).whenComplete((result, error) -> toldAt[told] = System.nanoTime()));
      }
      long callsBefore = calls(server);
      double cpuBefore = meter.cpuSeconds();
      long start = System.nanoTime();
      long threads = endAll(server, jobs);
      double cpu = meter.cpuSeconds() - cpuBefore;
      CompletableFuture.allOf(waits.toArray(CompletableFuture<?>[]::new)).join();
      double seconds = (System.nanoTime() - start) / 1e9;

      return List.of(
          figure("rpc-rate", (calls(server) - callsBefore) / seconds, "calls/s"),
          figure("threads", (double) threads, "threads"),
          figure("heap-per-wait", heapPerWait, "bytes"),
          figure("cpu", 100 * cpu / seconds, "% of a core"),
          figure("mean-delay", delays().average().orElseThrow(), "s"),
          figure(
              "p99-delay",
              delays().sorted().skip(number * 99L / 100).findFirst().orElseThrow(),
              "s"),
          figure("mean-delay-as-reported", reported(), "s"));
    }
  }

  private static long start(EmbeddedMilvus server, int i) {
    server.createExternalCollection(
        "docs_" + i, "s3://bucket/lake/docs_" + i, "{\"format\":\"parquet\"}");
    return server.refresh("docs_" + i);
  }

  private static void settle(EmbeddedMilvus server) {
    while (server.calls(LIST) < LISTS_UNTIL_SETTLED) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  /** Ends every job at its time; returns the most threads that the client had meanwhile. */
  private long endAll(EmbeddedMilvus server, long[] jobs) {
    long start = System.nanoTime();
    long[] times =
        new SplittableRandom(number).longs(number, 0, MINUTE.toNanos()).sorted().toArray();
    long most = 0;
    for (int i = 0; i < number; i++) {
      while (System.nanoTime() - start < times[i]) {
        LockSupport.parkNanos(times[i] - (System.nanoTime() - start));
      }
      endedAt[i] = System.nanoTime();
      server.job(jobs[i]).complete();
      if (i % (number / 100) == 0) {
        most = Math.max(most, meter.threads());
      }
    }
    return most;
  }

  private static long calls(EmbeddedMilvus server) {
    return (long) server.calls(GET) + server.calls(LIST);
  }

  private DoubleStream delays() {
    return IntStream.range(0, number).mapToDouble(i -> (toldAt[i] - endedAt[i]) / 1e9);
  }

  private double reported() {
    return waits.stream()
        .map(wait -> wait.join().detectionDelay())
        .flatMap(Stream::ofNullable)
        .mapToDouble(delay -> delay.toNanos() / 1e9)
        .average()
        .orElseThrow();
  }

  private Figure figure(String what, double value, String unit) {
    return new Figure("waits." + number + "." + what, value, unit);
  }
}
