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
 * @param outcome how it ended; always {@link AwaitOutcome#COMPLETED} with {@link OnFailure#THROW}
 * @param jobId the job; null if the wait was for a collection and ended before its job was known
 * @param job the last good answer about it; null if there never was one, which cannot be when
 *     completed
 * @param waited how long this wait took, on the monotonic clock
 * @param polls how often the server was asked for this wait, at least 1; a call that serves several
 *     waits counts for each
 * @param detectionDelay how long after the job's end, by the server's clock, this wait noticed it;
 *     corrected for the difference of the clocks as far as the round trips tell; null if the job
 *     has not ended, or had before the wait first looked
 */
public record AwaitResult(
    AwaitOutcome outcome,
    @Nullable Long jobId,
    @Nullable RefreshJob job,
    Duration waited,
    int polls,
    @Nullable Duration detectionDelay)
    implements Serializable {}
