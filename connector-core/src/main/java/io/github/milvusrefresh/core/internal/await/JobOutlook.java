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

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a job that has not ended when its next poll is planned.
 *
 * @param elapsed since the server's start time, as near as the clocks tell; zero or above
 * @param progress as the server last said, 0 to 100
 * @param progressAge how long ago the progress was last seen to change; zero or above
 * @param indexing whether the job waits for indexes: it fell from 99 into 90 to 98, or was first
 *     seen there
 * @param stalled whether the job is suspected to be stuck
 * @param forecast what earlier jobs of the collection say about its length; null if too few
 */
public record JobOutlook(
    Duration elapsed,
    int progress,
    Duration progressAge,
    boolean indexing,
    boolean stalled,
    @Nullable LengthForecast forecast) {}
