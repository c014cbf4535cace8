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

/** How a wait ended. */
public enum AwaitOutcome {
  /** The job completed and, if asked for, its collection is indexed or loaded. */
  COMPLETED,
  /** The server says that the job failed; the previous snapshot stays. */
  FAILED,
  /** The new data is live, but an index did not finish: the job or the index failed over it. */
  APPLIED_NOT_INDEXED,
  /** The deadline of the wait passed; the job may still run. */
  TIMED_OUT,
  /** The server does not know the job: never created, or dropped. */
  NOT_FOUND,
  /** The job was seen and is gone: its outcome is unknown. */
  EXPIRED,
  /** The server gave no good answer for the allowed time. */
  UNREACHABLE,
  /** The job took suspiciously long, and the options said to give up; it may still run. */
  STALLED
}
