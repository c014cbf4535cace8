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
package io.github.milvusrefresh.embedded;

import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionJobInfo;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for conditions in real time, at most 30 s. */
final class Await {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Await() {}

  static RefreshExternalCollectionJobInfo end(Client client, long jobId) {
    return until(() -> client.progress(jobId), job -> job.getEndTime() > 0);
  }

  static <T> T until(Supplier<T> look, Predicate<T> enough) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    T seen = look.get();
    while (!enough.test(seen)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Waited for " + LONGEST + ", last seen: " + seen);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      seen = look.get();
    }
    return seen;
  }
}
