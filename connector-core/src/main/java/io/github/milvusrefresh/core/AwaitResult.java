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

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of a wait.
 *
 * @param outcome how it ended; always {@link AwaitOutcome#COMPLETED} from {@link
 *     RefreshAwaiter#await}
 * @param jobId the job
 * @param job the last good answer about it; null if there never was one, which cannot be when
 *     completed
 * @param waited how long this wait took, on the monotonic clock
 * @param polls how often this wait asked the server, retries included, at least 1
 */
public record AwaitResult(
    AwaitOutcome outcome, long jobId, @Nullable RefreshJob job, Duration waited, int polls)
    implements Serializable {}
