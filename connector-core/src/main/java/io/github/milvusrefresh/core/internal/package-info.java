/** The seams inside the core. Internal: no promises. */
@NullMarked
package io.github.milvusrefresh.core.internal;

import org.jspecify.annotations.NullMarked;
