/** Tests of what needs no running Spark; the rest is in compatibility/spark. */
package io.github.milvusrefresh.spark;
