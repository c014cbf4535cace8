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
package io.github.milvusrefresh.core.internal.await;

import io.github.milvusrefresh.core.AwaitOptions;
import java.time.Duration;

/**
 * Suspects that a job is stuck: by its expected length, never by flat progress, which is normal
 * (AWAIT.md, section 4.8). Building indexes may take hours and raises no suspicion.
 */
final class StallWatch {

  private static final int EXPECTED_LENGTHS = 3;

  private final AwaitOptions options;
  private Duration age = Duration.ZERO;
  private Duration tellAt = Duration.ZERO;

  StallWatch(AwaitOptions options) {
    this.options = options;
  }

  /** Looks at the job; true when the suspicion is new or has doubled its age since last told. */
  boolean isNews(WatchedJob job) {
    age = suspiciousFor(job);
    if (!suspects()) {
      tellAt = Duration.ZERO;
      return false;
    }
    if (age.compareTo(tellAt) < 0) {
      return false;
    }
    tellAt = age.multipliedBy(2);
    return true;
  }

  boolean suspects() {
    return !age.isZero();
  }

  private Duration suspiciousFor(WatchedJob job) {
    if (job.pendingFor().compareTo(options.pendingTimeout()) >= 0) {
      return job.pendingFor();
    }
    boolean unchanged = !job.isIndexing() && job.unchangedFor().compareTo(limit(job)) >= 0;
    return unchanged ? job.unchangedFor() : Duration.ZERO;
  }

  private Duration limit(WatchedJob job) {
    LengthForecast forecast = job.forecast();
    Duration expected =
        forecast == null ? Duration.ZERO : forecast.long95().multipliedBy(EXPECTED_LENGTHS);
    return expected.compareTo(options.stallTimeout()) > 0 ? expected : options.stallTimeout();
  }
}
