/** What a query and a wait cost in Spark, with the packaged jar, on each version of Spark. */
@NullMarked
package io.github.milvusrefresh.benchmarks.spark;

import org.jspecify.annotations.NullMarked;
