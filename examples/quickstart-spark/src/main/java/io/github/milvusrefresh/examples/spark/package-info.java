/** The quickstart in Spark. */
@NullMarked
package io.github.milvusrefresh.examples.spark;

import org.jspecify.annotations.NullMarked;
