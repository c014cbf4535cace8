/**
 * The gRPC adapter: channel, headers, deadlines, and the mapping of answers and errors. Internal.
 */
@NullMarked
package io.github.milvusrefresh.core.internal.grpc;

import org.jspecify.annotations.NullMarked;
