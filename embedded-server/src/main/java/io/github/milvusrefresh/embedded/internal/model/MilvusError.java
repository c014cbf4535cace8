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

/** The errors of Milvus that this server answers with. */
public enum MilvusError {
  SERVICE_NOT_READY(1, 56, "service not ready", Blame.SERVER_FOR_NOW),
  SERVICE_UNAVAILABLE(2, 1, "service unavailable", Blame.SERVER_FOR_NOW),
  SERVICE_INTERNAL(5, 1, "service internal error", Blame.SERVER),
  RATE_LIMIT(8, 49, "rate limit exceeded", Blame.SERVER_FOR_NOW),
  COLLECTION_NOT_FOUND(100, 4, "collection not found", Blame.CALLER),
  COLLECTION_NOT_LOADED(101, 1, "collection not loaded", Blame.SERVER),
  COLLECTION_ILLEGAL_SCHEMA(105, 1, "illegal collection schema", Blame.CALLER),
  INDEX_NOT_FOUND(700, 25, "index not found", Blame.SERVER),
  INDEX_DUPLICATE(702, 1, "index duplicates", Blame.CALLER),
  TASK_DUPLICATE(703, 1, "task duplicates", Blame.SERVER),
  DATABASE_NOT_FOUND(800, 1, "database not found", Blame.CALLER),
  PARAMETER_INVALID(1100, 5, "invalid parameter", Blame.CALLER),
  /** What Milvus makes of an error without a code of its own. */
  UNEXPECTED(65535, 1, "unexpected error", Blame.SERVER);

  private enum Blame {
    CALLER,
    SERVER,
    SERVER_FOR_NOW
  }

  private final int code;
  private final int legacyCode;
  private final String sentinel;
  private final Blame blame;

  MilvusError(int code, int legacyCode, String sentinel, Blame blame) {
    this.code = code;
    this.legacyCode = legacyCode;
    this.sentinel = sentinel;
    this.blame = blame;
  }

  /** Milvus puts the context first and its own words last. */
  public MilvusException because(String context) {
    return saying(context + ": " + sentinel);
  }

  /** For errors that name what they are about in brackets, {@code [database=default]}. */
  public MilvusException about(String brackets) {
    return saying(sentinel + brackets);
  }

  public MilvusException saying(String reason) {
    return new MilvusException(
        new MilvusStatus(
            code, legacyCode, reason, blame == Blame.SERVER_FOR_NOW, blame == Blame.CALLER));
  }
}
