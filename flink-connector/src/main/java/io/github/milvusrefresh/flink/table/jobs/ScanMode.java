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
package io.github.milvusrefresh.flink.table.jobs;

/** What a scan of the table gives. */
public enum ScanMode {
  /** The jobs as they are when the query runs; bounded, insert-only. */
  SNAPSHOT,
  /** The jobs as they are and each change from then on; unbounded, upserts by {@code job_id}. */
  CHANGES
}
