/**
 * Flink SQL: the catalog {@code milvus-refresh} with its procedures, and the module {@code
 * milvus-refresh} with its table functions. What they are called, take and return is defined in
 * {@link io.github.milvusrefresh.core.sql.Routine}.
 */
@NullMarked
package io.github.milvusrefresh.flink.table;

import org.jspecify.annotations.NullMarked;
