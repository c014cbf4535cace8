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

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The embedded server with a thousand jobs, in a process that ends with its parent. */
final class Server {

  static final int JOBS = 1_000;

  private static final String LIST = "ListRefreshExternalCollectionJobs";
  private static final int LISTS_UNTIL_THE_END = 40;
  private static final Duration LOOK = Duration.ofMillis(10);

  private Server() {}

  /**
   * Serves until standard input ends, after a line that says where and which is one of the jobs.
   * They run until clients have listed them a few times.
   */
  public static void main(String[] args) throws IOException {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.builder().scriptedJobs().start()) {
      List<Long> jobs = IntStream.range(0, JOBS).mapToObj(i -> startJob(milvus, i)).toList();
      Thread script = new Thread(() -> endAfterLists(milvus, jobs), "script");
      script.setDaemon(true);
      script.start();
      System.out.println(milvus.uri() + " " + jobs.get(0));
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static long startJob(EmbeddedMilvus milvus, int number) {
    String collection = "docs_" + number;
    milvus.createExternalCollection(collection, "s3://bucket/lake/", "{\"format\":\"parquet\"}");
    return milvus.job(milvus.refresh(collection)).inProgress(42).jobId();
  }

  private static void endAfterLists(EmbeddedMilvus milvus, List<Long> jobs) {
    while (milvus.calls(LIST) < LISTS_UNTIL_THE_END) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    jobs.forEach(job -> milvus.job(job).complete());
  }
}
