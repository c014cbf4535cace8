/** The work of a refresh: exploring a source, checking its files, moving jobs on as time passes. */
@NullMarked
package io.github.milvusrefresh.embedded.internal.work;

import org.jspecify.annotations.NullMarked;
