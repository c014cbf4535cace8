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
package io.github.milvusrefresh.embedded.internal.model;

/** Where the work of a job stands; finer than the state on the wire. */
public enum JobPhase {
  /** The source is yet to be explored. */
  PLANNING,
  /** Tasks run, or all ran and the job is yet to be settled. */
  RUNNING,
  /** The data is applied, its indexes are being built. */
  INDEXING,
  /** Moved by hand: only time may end it. */
  SCRIPTED,
  /** Completed or failed, for good. */
  ENDED
}
