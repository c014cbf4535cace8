/** The command line of the server that runs alone. */
@NullMarked
package io.github.milvusrefresh.embedded.internal.cli;

import org.jspecify.annotations.NullMarked;
