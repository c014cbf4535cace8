/**
 * Awaits Milvus refresh jobs, engine-free: {@link io.github.milvusrefresh.core.RefreshClient} makes
 * the calls, {@link io.github.milvusrefresh.core.RefreshAwaiter} waits.
 *
 * <pre>{@code
 * ConnectionOptions options = ConnectionOptions.builder("http://localhost:19530").build();
 * try (RefreshClient client = RefreshClient.open(options)) {
 *   long jobId = client.refresh(RefreshRequest.of("docs"));
 *   AwaitResult result = client.awaiter().await(jobId, AwaitOptions.defaults());
 * }
 * }</pre>
 */
@NullMarked
package io.github.milvusrefresh.core;

import org.jspecify.annotations.NullMarked;
