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
package io.github.milvusrefresh.core;

import java.time.Duration;

/**
 * What a wait knows of its job.
 *
 * @param job the server's last answer; its progress may have gone backwards
 * @param progress the highest progress that this wait saw, 0 to 100; never falls
 * @param waited how long this wait lasts
 * @param unchangedFor how long the server has given the same state, progress and reason; times
 *     without an answer do not count
 */
public record AwaitProgress(RefreshJob job, int progress, Duration waited, Duration unchangedFor) {

  /**
   * Tells whether progress went backwards, as it does when the server starts tasks again.
   *
   * @return true if the server's last word is below the highest
   */
  public boolean regressed() {
    return job.progress() < progress;
  }
}
