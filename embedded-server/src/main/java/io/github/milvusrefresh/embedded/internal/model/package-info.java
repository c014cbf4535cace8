/** What the server knows: jobs, collections and databases. No gRPC, no files, no threads. */
@NullMarked
package io.github.milvusrefresh.embedded.internal.model;

import org.jspecify.annotations.NullMarked;
