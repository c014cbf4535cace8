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
package io.github.milvusrefresh.benchmarks.simulate;

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.internal.await.JobOutlook;
import io.github.milvusrefresh.core.internal.await.LengthForecast;
import io.github.milvusrefresh.core.internal.await.PollSchedule;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The connector's own schedule, as it ships, with the default bounds. */
final class OurPolicies {

  private static final Duration MIN = AwaitOptions.defaults().minPollInterval();
  private static final Duration MAX = AwaitOptions.defaults().maxPollInterval();
  private static final int EARLIER_JOBS = 5;

  private OurPolicies() {}

  /** No job of the collection was seen before. */
  static Policy blind() {
    return new Policy(
        "ours-blind", "ours, first job of a collection", seconds(MIN), 0, random -> pauses(null));
  }

  /** Five jobs were, fresh for each wait; they are read by one call of the list. */
  static Policy history(String key, String label, Lengths earlier) {
    return new Policy(
        "ours-history-" + key,
        "ours, " + label,
        seconds(MIN),
        1,
        random -> pauses(forecast(earlier, random)));
  }

  private static LengthForecast forecast(Lengths earlier, SplittableRandom random) {
    return LengthForecast.of(
            Stream.generate(() -> duration(earlier.draw(random))).limit(EARLIER_JOBS).toList())
        .orElseThrow();
  }

  private static Policy.Pauses pauses(@Nullable LengthForecast forecast) {
    return (polls, elapsed, random) -> {
      Duration sinceStart = duration(elapsed);
      JobOutlook outlook = new JobOutlook(sinceStart, 0, sinceStart, false, false, forecast);
      return seconds(PollSchedule.jittered(PollSchedule.interval(outlook, MIN, MAX), random));
    };
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
