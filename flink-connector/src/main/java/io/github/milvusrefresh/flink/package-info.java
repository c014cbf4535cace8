/**
 * The gate for Flink's DataStream API: {@link io.github.milvusrefresh.flink.GatedSource} holds a
 * source back until a Milvus refresh job completed.
 */
@NullMarked
package io.github.milvusrefresh.flink;

import org.jspecify.annotations.NullMarked;
