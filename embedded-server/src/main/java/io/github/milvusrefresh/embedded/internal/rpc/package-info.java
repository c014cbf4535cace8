/** The gRPC side: one class per group of RPCs, and what stands before them. */
@NullMarked
package io.github.milvusrefresh.embedded.internal.rpc;

import org.jspecify.annotations.NullMarked;
