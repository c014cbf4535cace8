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
package io.github.milvusrefresh.core.internal.await;

import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.UnreachableException;
import org.jspecify.annotations.Nullable;

/** What a poll brought about one job. */
sealed interface PollAnswer {

  /** The job as it is. */
  record Seen(RefreshJob job) implements PollAnswer {}

  /** The server does not know the job. */
  record Missing(JobNotFoundException error) implements PollAnswer {}

  /** No good answer, which time may mend. */
  record Trouble(UnreachableException error) implements PollAnswer {}

  /** An error that no wait can mend. */
  record Refused(Throwable error) implements PollAnswer {}

  static PollAnswer of(@Nullable RefreshJob job, @Nullable Throwable error) {
    if (job != null) {
      return new Seen(job);
    }
    if (error instanceof JobNotFoundException missing) {
      return new Missing(missing);
    }
    if (error instanceof UnreachableException trouble && isTransient(trouble)) {
      return new Trouble(trouble);
    }
    return new Refused(error == null ? new IllegalStateException("No job and no error") : error);
  }

  static boolean isTransient(@Nullable Throwable error) {
    return error instanceof UnreachableException unreachable
        && unreachable.unreachableCause().isTransient();
  }
}
