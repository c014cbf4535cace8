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
package io.github.milvusrefresh.flink.commit;

import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.UnreachableException;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Tells the errors at the start of a refresh that time cannot mend. */
final class Refusal {

  private Refusal() {}

  /** The exception that ends the Flink job for good; empty if trying again makes sense. */
  static Optional<SuppressRestartsException> of(Throwable error) {
    return error instanceof MilvusRefreshException known && isFinal(known)
        ? Optional.of(new SuppressRestartsException(known))
        : Optional.empty();
  }

  private static boolean isFinal(MilvusRefreshException error) {
    return switch (error.code()) {
      case MILVUS_UNAUTHENTICATED,
          MILVUS_PERMISSION_DENIED,
          MILVUS_UNSUPPORTED,
          MILVUS_ERROR,
          INVALID_ARGUMENT ->
          true;
      case MILVUS_UNREACHABLE ->
          error instanceof UnreachableException away && !away.unreachableCause().isTransient();
      case REFRESH_FAILED,
          AWAIT_TIMEOUT,
          JOB_NOT_FOUND,
          JOB_EXPIRED,
          JOB_STALLED,
          REFRESH_IN_PROGRESS ->
          false;
    };
  }
}
