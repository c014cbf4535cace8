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

/**
 * The codes that start every message, in brackets. They are part of the compatibility surface; the
 * README's table of errors is checked against them.
 */
public enum ErrorCode {
  /** The server says that the job failed. */
  REFRESH_FAILED("Read the reason, mend the source, and refresh again"),
  /** The deadline of the wait passed; the job may still run. */
  AWAIT_TIMEOUT("Await the same job again, or raise the timeout"),
  /** The job never existed or the server dropped it. */
  JOB_NOT_FOUND("Check the id against milvus_refresh_jobs()"),
  /** The job was seen and is gone; its outcome is unknown. */
  JOB_EXPIRED(
      "Look at the collection, or refresh again: Milvus keeps a job for 24 h after its end"),
  /** The job took suspiciously long, and the wait was told to give up then. */
  JOB_STALLED("Look at the server's log; await the job again if it is healthy"),
  /** The trigger met a job of the same collection that still runs. */
  REFRESH_IN_PROGRESS(
      "Await the active job, then refresh again, or refresh with if_running => 'queue'"),
  /** No good answer for the allowed time. */
  MILVUS_UNREACHABLE("Check the uri, the network and the server"),
  /** The server refuses the credentials. */
  MILVUS_UNAUTHENTICATED("Check token, token-file or token-env, or username and password"),
  /** The user lacks a privilege. */
  MILVUS_PERMISSION_DENIED("Grant the privilege named in the message"),
  /** The server has no such call. */
  MILVUS_UNSUPPORTED("External collections need Milvus 3.0 or newer"),
  /** Any other error status; code and reason verbatim. */
  MILVUS_ERROR("Read the server's reason"),
  /** Ours, before any call: an argument or option is wrong. */
  INVALID_ARGUMENT("Correct the argument that the message names");

  private final String advice;

  ErrorCode(String advice) {
    this.advice = advice;
  }

  /**
   * Returns what to do about it, a phrase without a full stop.
   *
   * @return the advice, as the README shows it
   */
  public String advice() {
    return advice;
  }
}
