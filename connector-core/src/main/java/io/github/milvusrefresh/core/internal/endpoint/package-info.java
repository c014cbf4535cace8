/** The connections that clients of one server and credentials share. Internal. */
@NullMarked
package io.github.milvusrefresh.core.internal.endpoint;

import org.jspecify.annotations.NullMarked;
