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
package io.github.milvusrefresh.core.error;

import java.time.Duration;

/** Durations as messages show them: {@code 1h30m}, {@code 5m}, {@code 1.5s}, {@code 250ms}. */
final class DurationText {

  private DurationText() {}

  static String of(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + "ms";
    }
    return duration
        .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
        .toString()
        .substring("PT".length())
        .toLowerCase(java.util.Locale.ROOT);
  }
}
