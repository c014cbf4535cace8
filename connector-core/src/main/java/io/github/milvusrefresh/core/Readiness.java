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

/**
 * How far the data of a refresh must have come before a wait succeeds. Each level contains those
 * before it; all share the timeout of the wait. Milvus' own word "completed" promises neither
 * indexes nor loading (MILVUS-SERVER.md, section 8).
 */
public enum Readiness {
  /** The job completed: the new segments are committed. */
  COMPLETED,
  /** And every index of the collection is finished, with no row pending ({@code DescribeIndex}). */
  INDEXED,
  /**
   * And the collection is loaded, a refreshing load included ({@code GetLoadState}, {@code
   * GetLoadingProgress}). The wait never loads: without a load by somebody it ends at its timeout.
   * A collection that was loaded before the refresh counts as loaded at once, as Milvus gives no
   * sign of when its replicas take up the new segments.
   */
  LOADED
}
