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
package io.github.milvusrefresh.core.sql;

/** The types of the SQL surface, and the Java type that a value of each has in a row. */
public enum SqlType {
  /** 64 bits, a {@link Long}. */
  BIGINT,
  /** 32 bits, an {@link Integer}. */
  INT,
  /** Text, a {@link String}. */
  STRING,
  /** A truth value, a {@link Boolean}. */
  BOOLEAN,
  /** A point in time with at least milliseconds, a {@link java.time.Instant}. */
  TIMESTAMP
}
