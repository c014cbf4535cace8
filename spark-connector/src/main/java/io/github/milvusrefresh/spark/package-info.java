/**
 * Milvus refresh jobs in Spark SQL: a catalog with procedures and the table of jobs, and table
 * functions for every session.
 */
@NullMarked
package io.github.milvusrefresh.spark;

import org.jspecify.annotations.NullMarked;
