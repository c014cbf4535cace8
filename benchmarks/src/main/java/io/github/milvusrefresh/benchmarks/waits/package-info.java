/** Many real waits against the embedded server, over loopback. */
@NullMarked
package io.github.milvusrefresh.benchmarks.waits;

import org.jspecify.annotations.NullMarked;
