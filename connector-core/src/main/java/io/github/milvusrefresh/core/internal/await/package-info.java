/**
 * The await engine: one asynchronous loop per wait on an injected clock and scheduler. Internal.
 */
@NullMarked
package io.github.milvusrefresh.core.internal.await;

import org.jspecify.annotations.NullMarked;
