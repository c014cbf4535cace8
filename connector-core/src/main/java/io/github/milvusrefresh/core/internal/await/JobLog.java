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

import io.github.milvusrefresh.core.AwaitProgress;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.error.UnreachableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits say in the log: INFO per change, DEBUG per poll, WARN once per streak of trouble. */
final class JobLog {

  private static final Logger LOG =
      LoggerFactory.getLogger("io.github.milvusrefresh.core.RefreshAwaiter");

  private JobLog() {}

  static void seen(@Nullable RefreshJob before, RefreshJob now) {
    if (WatchedJob.isSame(before, now)) {
      LOG.debug("Refresh job {}: still {} at {} %", now.jobId(), now.state(), now.progress());
    } else if (now.reason().isEmpty()) {
      LOG.info(
          "Refresh job {} of collection '{}': {} at {} %",
          now.jobId(), now.collectionName(), now.state(), now.progress());
    } else {
      LOG.info(
          "Refresh job {} of collection '{}': {} at {} %, reason: {}",
          now.jobId(), now.collectionName(), now.state(), now.progress(), now.reason());
    }
  }

  static void trouble(boolean first, UnreachableException trouble) {
    if (first) {
      LOG.warn("Polling of refresh jobs goes on. {}", trouble.getMessage());
    } else {
      LOG.debug("Polling of refresh jobs goes on. {}", trouble.getMessage());
    }
  }

  static void reachableAgain() {
    LOG.info("Polling of refresh jobs: the server answers again");
  }

  static void listFailed(@Nullable Throwable error) {
    LOG.debug("The list of refresh jobs failed; asking for each alone for a while", error);
  }

  static void stalled(AwaitProgress progress) {
    RefreshJob job = progress.job();
    LOG.warn(
        "Refresh job {} of collection '{}' may be stuck: {} at {} %, unchanged for {}; {}",
        job.jobId(),
        job.collectionName(),
        job.state(),
        job.progress(),
        progress.unchangedFor(),
        job.reason().isEmpty() ? "no reason given" : "reason: " + job.reason());
  }

  static void notReady(RefreshJob job, String what) {
    LOG.info("Refresh job {} completed; waiting on: {}", job.jobId(), what);
  }

  static void metricsFailed(Throwable error) {
    LOG.warn("The metrics of a client threw; told once, what they throw later is ignored", error);
  }

  static void listenerFailed(Throwable error) {
    LOG.warn("A listener of a wait threw; told once, what it throws later is ignored", error);
  }
}
