/**
 * A Milvus-compatible refresh service in one process, for tests and first steps. It is a stand-in:
 * it stores no vectors and searches nothing, but explores directories, runs refresh jobs and
 * answers as a Milvus 3.0 does.
 *
 * <pre>{@code
 * try (EmbeddedMilvus milvus = EmbeddedMilvus.builder().virtualTime().scanRate(1).start()) {
 *   milvus.createExternalCollection("books", "/data/books", "{\"format\":\"parquet\"}");
 *   long jobId = milvus.refresh("books");
 *   milvus.advance(Duration.ofSeconds(10)); // ten files are checked by now
 *   // connect any Milvus client to milvus.uri()
 * }
 * }</pre>
 *
 * <p>A refresh indexes and loads nothing, here as in Milvus. With {@code CreateIndex} and {@code
 * LoadCollection} a collection follows its refreshes after a while: its indexes take {@link
 * io.github.milvusrefresh.embedded.EmbeddedMilvus.Builder#indexBuildTime}. Rows are those that the
 * footers of Parquet files tell; a file that tells none counts as one row.
 *
 * <p>Jobs can also be moved by hand, see {@link io.github.milvusrefresh.embedded.JobControl},
 * indexes and loads too, see {@link io.github.milvusrefresh.embedded.CollectionControl}, and calls
 * can be made to fail, see {@link io.github.milvusrefresh.embedded.Faults}.
 */
@NullMarked
package io.github.milvusrefresh.embedded;

import org.jspecify.annotations.NullMarked;
