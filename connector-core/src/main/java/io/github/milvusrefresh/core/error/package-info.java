/** What can go wrong, one type per outcome that a caller handles differently. */
@NullMarked
package io.github.milvusrefresh.core.error;

import org.jspecify.annotations.NullMarked;
