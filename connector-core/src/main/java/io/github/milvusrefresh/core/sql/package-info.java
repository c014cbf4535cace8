/**
 * The SQL surface, defined once: names, types, defaults and documentation of the procedures, table
 * functions, arguments, options and columns that every engine renders.
 */
@NullMarked
package io.github.milvusrefresh.core.sql;

import org.jspecify.annotations.NullMarked;
