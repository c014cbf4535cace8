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
package io.github.milvusrefresh.benchmarks.spark;

import io.github.milvusrefresh.benchmarks.ClientThreads;
import io.github.milvusrefresh.benchmarks.Spread;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.spark.MilvusRefresh;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;

/** Counts the threads that it takes to await all jobs of the server at once. */
final class Awaits {

  private static final Duration LOOK = Duration.ofMillis(20);

  private Awaits() {}

  /** Prints how many threads of the client there were for most of the time that it waited. */
  public static void main(String[] args) throws Exception {
    SparkSession spark = SparkSession.builder().getOrCreate();
    FutureTask<List<RefreshJob>> awaits = new FutureTask<>(() -> awaitAll(spark));
    new Thread(awaits, "driver").start();
    LongStream.Builder looks = LongStream.builder();
    while (!awaits.isDone()) {
      looks.add(clientThreads());
      LockSupport.parkNanos(LOOK.toNanos());
    }
    if (awaits.get().size() != Server.JOBS) {
      throw new IllegalStateException("Awaited " + awaits.get().size() + " jobs.");
    }
    System.out.println(Math.round(Spread.of(looks.build().asDoubleStream()).median()));
    spark.stop();
  }

  private static List<RefreshJob> awaitAll(SparkSession spark) {
    MilvusRefresh milvus = MilvusRefresh.on(spark);
    return milvus.awaitAll(milvus.jobs().stream().map(RefreshJob::jobId).toList());
  }

  private static long clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(ClientThreads::isOne)
        .count();
  }
}
