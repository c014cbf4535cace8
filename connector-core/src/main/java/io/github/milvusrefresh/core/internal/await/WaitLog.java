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

import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.error.UnreachableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a wait says meanwhile: INFO per change, DEBUG per poll, WARN once per streak of trouble. */
final class WaitLog {

  private static final Logger LOG =
      LoggerFactory.getLogger("io.github.milvusrefresh.core.RefreshAwaiter");

  private final long jobId;

  WaitLog(long jobId) {
    this.jobId = jobId;
  }

  void job(@Nullable RefreshJob before, RefreshJob now) {
    if (isSame(before, now)) {
      LOG.debug("Refresh job {}: still {} at {} %", jobId, now.state(), now.progress());
    } else if (now.reason().isEmpty()) {
      LOG.info(
          "Refresh job {} of collection '{}': {} at {} %",
          jobId, now.collectionName(), now.state(), now.progress());
    } else {
      LOG.info(
          "Refresh job {} of collection '{}': {} at {} %, reason: {}",
          jobId, now.collectionName(), now.state(), now.progress(), now.reason());
    }
  }

  private static boolean isSame(@Nullable RefreshJob before, RefreshJob now) {
    return before != null
        && before.state().equals(now.state())
        && before.progress() == now.progress()
        && before.reason().equals(now.reason());
  }

  void trouble(boolean first, UnreachableException trouble) {
    if (first) {
      LOG.warn("Refresh job {}: polling goes on. {}", jobId, trouble.getMessage());
    } else {
      LOG.debug("Refresh job {}: {}", jobId, trouble.getMessage());
    }
  }

  void reachableAgain() {
    LOG.info("Refresh job {}: the server answers again", jobId);
  }
}
