/** The quickstart in Flink. */
@NullMarked
package io.github.milvusrefresh.examples.flink;

import org.jspecify.annotations.NullMarked;
