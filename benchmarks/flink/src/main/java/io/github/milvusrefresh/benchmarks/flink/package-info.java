/** What lookups and gates cost in Flink, with the packaged jar, on each version of Flink. */
@NullMarked
package io.github.milvusrefresh.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
