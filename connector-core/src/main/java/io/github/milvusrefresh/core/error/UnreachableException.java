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
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * No good answer came: not within one call, or while waiting not for {@code unreachable_timeout}.
 * Transient by nature; a job, if there is one, goes on without us.
 */
public final class UnreachableException extends MilvusRefreshException {

  private static final long serialVersionUID = 1L;

  private final UnreachableCause unreachableCause;
  private final String address;
  private final String detail;

  /**
   * Reports a call without a good answer.
   *
   * @param address host and port
   * @param unreachableCause why
   * @param detail the transport's or the server's own words, free of secrets
   * @param status the server's answer; null if there was none
   * @param cause the exception underneath; only JDK types, never the transport's
   */
  public UnreachableException(
      String address,
      UnreachableCause unreachableCause,
      String detail,
      @Nullable ServerStatus status,
      @Nullable Throwable cause) {
    this(
        address,
        unreachableCause,
        detail,
        "Milvus at "
            + address
            + " gave no answer: "
            + unreachableCause.text()
            + " ("
            + detail
            + ").",
        Details.ofStatus(status).withCause(cause));
  }

  private UnreachableException(
      String address, UnreachableCause cause, String detail, String message, Details details) {
    super(ErrorCode.MILVUS_UNREACHABLE, message, details);
    this.unreachableCause = cause;
    this.address = address;
    this.detail = detail;
  }

  /**
   * Returns this trouble as the end of a wait that allowed for it in vain.
   *
   * @param jobId the job that was awaited; null if it was not known yet
   * @param lastJob the last good answer; null if there was none
   * @param allowance how long the wait allowed the server to be away
   * @return the exception that ends the wait
   */
  public UnreachableException endingWait(
      @Nullable Long jobId, @Nullable RefreshJob lastJob, Duration allowance) {
    String message =
        "Milvus at %s gave no good answer about %s for %s: %s (%s). "
                .formatted(
                    address,
                    jobId == null ? "the job of the collection" : "refresh job " + jobId,
                    DurationText.of(allowance),
                    unreachableCause.text(),
                    detail)
            + "The job may still run; await it again when the server is back.";
    return new UnreachableException(
        address,
        unreachableCause,
        detail,
        message,
        new Details(jobId, lastJob, serverStatus().orElse(null), underlying()));
  }

  /**
   * Returns this trouble as the end of reads that allowed for it in vain.
   *
   * @param allowance how long the reader allowed the server to be away
   * @return the exception to throw instead
   */
  public UnreachableException endingReads(Duration allowance) {
    String message =
        "Milvus at %s gave no good answer for %s, as long as 'await.unreachable-timeout' allows: %s (%s)."
            .formatted(address, DurationText.of(allowance), unreachableCause.text(), detail);
    return new UnreachableException(
        address,
        unreachableCause,
        detail,
        message,
        Details.ofStatus(serverStatus().orElse(null)).withCause(underlying()));
  }

  /**
   * Returns this trouble as that of a trigger, whose outcome is open if the request can have
   * arrived.
   *
   * @return the exception to throw instead
   */
  public UnreachableException whileTriggering() {
    if (unreachableCause.neverSent() || !unreachableCause.isTransient()) {
      return this;
    }
    String message =
        "Milvus at %s gave no answer to the refresh: %s (%s). "
                .formatted(address, unreachableCause.text(), detail)
            + "A job may have been started; see milvus_refresh_jobs() before you refresh again.";
    return new UnreachableException(
        address,
        unreachableCause,
        detail,
        message,
        Details.ofStatus(serverStatus().orElse(null)).withCause(underlying()));
  }

  /**
   * Returns why no good answer came.
   *
   * @return the cause
   */
  public UnreachableCause unreachableCause() {
    return unreachableCause;
  }

  private @Nullable Throwable underlying() {
    return Stream.of(getSuppressed()).findFirst().orElse(null);
  }
}
