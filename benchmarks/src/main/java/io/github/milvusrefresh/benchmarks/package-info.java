/** What the connector costs; see {@code benchmarks/README.md}. */
@NullMarked
package io.github.milvusrefresh.benchmarks;

import org.jspecify.annotations.NullMarked;
