/** Where jobs and collections are kept, in memory or in a directory. */
@NullMarked
package io.github.milvusrefresh.embedded.internal.store;

import org.jspecify.annotations.NullMarked;
