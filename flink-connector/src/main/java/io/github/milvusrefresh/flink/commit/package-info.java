/**
 * Refreshes after commits: {@link io.github.milvusrefresh.flink.commit.RefreshingSink} for the
 * DataStream API, {@link io.github.milvusrefresh.flink.commit.RefreshCommitPolicy} for tables of
 * the filesystem connector.
 */
@NullMarked
package io.github.milvusrefresh.flink.commit;

import org.jspecify.annotations.NullMarked;
