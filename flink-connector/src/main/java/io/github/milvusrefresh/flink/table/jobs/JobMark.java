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
package io.github.milvusrefresh.flink.table.jobs;

import io.github.milvusrefresh.core.RefreshJob;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can change of a job; the rest was fixed when it was submitted.
 *
 * @param state the number of the state
 * @param progress in percent
 * @param reason empty unless the server gave one
 * @param startTime in milliseconds; null if the server did not say
 * @param endTime in milliseconds; null while it ran
 */
record JobMark(
    int state,
    int progress,
    String reason,
    @Nullable Instant startTime,
    @Nullable Instant endTime) {

  static JobMark of(RefreshJob job) {
    return new JobMark(
        job.state().number(), job.progress(), job.reason(), job.startTime(), job.endTime());
  }
}
