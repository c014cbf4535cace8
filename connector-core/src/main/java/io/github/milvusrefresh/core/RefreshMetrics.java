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
 * Where a client reports what it does. All methods do nothing unless overridden; they are called on
 * the threads of the client, from several at once, and must neither block nor throw.
 *
 * <p>Waits are reported to the client they belong to. Polls of waits serve all clients of one
 * server and credentials, and are reported to each of them that waits for a job in question. A call
 * of a client that reads jobs is a poll of this client alone.
 */
public interface RefreshMetrics {

  /** Reports nothing. */
  RefreshMetrics NONE = new RefreshMetrics() {};

  /** What a poll asked for. */
  enum PollKind {
    /** One job: {@code GetRefreshExternalCollectionProgress}. */
    GET,
    /** All jobs: {@code ListRefreshExternalCollectionJobs}. */
    LIST
  }

  /** A wait began. */
  default void waitStarted() {}

  /**
   * A wait ended: by its outcome, or without one, by an error that no wait can mend or by being
   * given up.
   *
   * @param end {@code COMPLETED}, ..., {@code REFUSED} or {@code CANCELLED}, fit for a label
   * @param waited how long it took
   * @param polls how often the server was asked for it
   */
  default void waitEnded(String end, Duration waited, int polls) {}

  /**
   * A poll was answered, or failed.
   *
   * @param kind what it asked for
   * @param ok whether the answer was good; an unknown job is a good answer
   * @param took the round trip
   */
  default void polled(PollKind kind, boolean ok, Duration took) {}

  /**
   * A wait noticed the end of its job.
   *
   * @param delay how long after it; see {@link AwaitResult#detectionDelay()}
   */
  default void detected(Duration delay) {}

  /** A job is suspected to have stalled. */
  default void stalled() {}

  /** A job's progress went backwards. */
  default void regressed() {}

  /**
   * Polls were held back by the cap on calls or the server's rate limit.
   *
   * @param delay by how much the poll was late
   */
  default void throttled(Duration delay) {}

  /** A listener threw. */
  default void listenerFailed() {}
}
