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
package io.github.milvusrefresh.compatibility.spark;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.milvusrefresh.core.error.MilvusRefreshException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Finds our error in what a statement throws. */
final class Failures {

  private Failures() {}

  static MilvusRefreshException of(ThrowingCallable statement) {
    Throwable thrown = catchThrowable(statement);
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof MilvusRefreshException ours) {
        return ours;
      }
    }
    throw new AssertionError("Expected one of our errors.", thrown);
  }
}
