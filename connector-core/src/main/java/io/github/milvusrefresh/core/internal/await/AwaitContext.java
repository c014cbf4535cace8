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

import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.core.internal.RefreshCalls;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What the waits of one client work with.
 *
 * @param calls the client's own calls, which end with it
 * @param poller polls jobs, for all clients of the server
 * @param clock the server's clock
 * @param scheduler time, and the thread of all waits
 * @param listenerThreads run what listeners do
 * @param metrics the client's
 * @param rpcTimeout the deadline of a call
 */
public record AwaitContext(
    RefreshCalls calls,
    JobPoller poller,
    ServerClock clock,
    Scheduler scheduler,
    Executor listenerThreads,
    RefreshMetrics metrics,
    Duration rpcTimeout) {}
