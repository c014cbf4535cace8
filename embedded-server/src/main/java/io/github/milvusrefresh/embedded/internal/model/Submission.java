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

import java.time.Instant;

/**
 * What a refresh was asked to do; never changes.
 *
 * @param jobId the id of the job
 * @param collectionId the id of the collection that had the name at that time
 * @param collectionName the name as given
 * @param source the source in effect: the override, or the collection's
 * @param spec the spec in effect, secrets in clear
 * @param startTime when the refresh was accepted
 */
public record Submission(
    long jobId,
    long collectionId,
    String collectionName,
    String source,
    String spec,
    Instant startTime) {

  /** For the log of the server; leaves out the spec, which may hold secrets. */
  @Override
  public String toString() {
    return "refresh job %d of collection '%s'".formatted(jobId, collectionName);
  }
}
