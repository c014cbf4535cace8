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

import io.github.milvusrefresh.core.RefreshJob;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The root of all errors of this library. Unchecked; serializable to the last field, with no type
 * of the transport inside, so that it crosses the processes of a cluster. The message starts with
 * the code in brackets and never holds a secret.
 */
public abstract class MilvusRefreshException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable Long jobId;
  private final @Nullable RefreshJob lastJob;
  private final @Nullable ServerStatus serverStatus;

  MilvusRefreshException(ErrorCode code, String message, Details details) {
    super("[" + code + "] " + message);
    // Suppressed, not chained: SQL shells print the root cause alone, which must be this one.
    if (details.cause != null) {
      addSuppressed(details.cause);
    }
    this.code = code;
    this.jobId = details.jobId;
    this.lastJob = details.lastJob;
    this.serverStatus = details.serverStatus;
  }

  /**
   * Returns the code that the message starts with.
   *
   * @return the code
   */
  public ErrorCode code() {
    return code;
  }

  /**
   * Returns the job that this is about.
   *
   * @return its id; empty if no job is concerned
   */
  public OptionalLong jobId() {
    return jobId == null ? OptionalLong.empty() : OptionalLong.of(jobId);
  }

  /**
   * Returns the last good answer about the job.
   *
   * @return the job as last seen; empty if it was never seen
   */
  public Optional<RefreshJob> lastJob() {
    return Optional.ofNullable(lastJob);
  }

  /**
   * Returns the status that the server answered with.
   *
   * @return code, legacy code and reason; empty if the error did not come as a status
   */
  public Optional<ServerStatus> serverStatus() {
    return Optional.ofNullable(serverStatus);
  }

  /** What the message is about; each part may be absent. */
  record Details(
      @Nullable Long jobId,
      @Nullable RefreshJob lastJob,
      @Nullable ServerStatus serverStatus,
      @Nullable Throwable cause) {

    static final Details NONE = new Details(null, null, null, null);

    static Details ofJob(RefreshJob job) {
      return new Details(job.jobId(), job, null, null);
    }

    static Details ofJob(long jobId, @Nullable RefreshJob lastJob) {
      return new Details(jobId, lastJob, null, null);
    }

    static Details ofStatus(@Nullable ServerStatus status) {
      return new Details(null, null, status, null);
    }

    Details withCause(@Nullable Throwable newCause) {
      return new Details(jobId, lastJob, serverStatus, newCause);
    }

    Details withStatus(@Nullable ServerStatus newStatus) {
      return new Details(jobId, lastJob, newStatus, cause);
    }
  }
}
