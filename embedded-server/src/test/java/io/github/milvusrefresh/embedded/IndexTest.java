/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License
 * is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
 * or implied. See the License for the specific language governing permissions and limitations under
 * the License.
 */
package io.github.milvusrefresh.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.milvusrefresh.proto.common.IndexState;
import io.github.milvusrefresh.proto.common.KeyValuePair;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.CreateIndexRequest;
import io.github.milvusrefresh.proto.milvus.DescribeIndexRequest;
import io.github.milvusrefresh.proto.milvus.DropIndexRequest;
import io.github.milvusrefresh.proto.milvus.IndexDescription;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indexes and how they follow a refresh. */
@SuppressWarnings("deprecation") // the legacy error code is part of what is tested
class IndexTest extends ServerTest {

  private static final Duration BUILD_TIME = Duration.ofSeconds(10);

  @BeforeEach
  void startServer() {
    start(EmbeddedMilvus.builder().virtualTime().indexBuildTime(BUILD_TIME));
    createCollection("books", 0);
  }

  @Test
  void isNamedAfterItsFieldUnlessItGetsAName() {
    assertOk(create("books", "vector", ""));
    assertOk(create("books", "id", "by_id"));

    assertThat(client.index("books", "vector").getFieldName()).isEqualTo("vector");
    assertThat(client.index("books", "by_id").getFieldName()).isEqualTo("id");
    assertThat(client.tryDescribeIndex("books", "").getIndexDescriptionsList())
        .extracting(IndexDescription::getIndexName)
        .containsExactly("vector", "by_id");
  }

  @Test
  void keepsItsParameters() {
    create("books", "vector", "");

    IndexDescription index = client.index("books", "");

    assertThat(index.getParamsList())
        .extracting(KeyValuePair::getKey, KeyValuePair::getValue)
        .containsExactly(tuple("index_type", "HNSW"), tuple("metric_type", "L2"));
    assertThat(index.getIndexID()).isGreaterThan(1L << 53);
  }

  @Test
  void isFinishedWhereThereAreNoRows() {
    create("books", "vector", "");

    assertRows(client.index("books", ""), 0, 0, IndexState.Finished);
  }

  @Test
  void countsTheRowsThatTheFilesSayTheyHave() {
    dataSet().add("a.parquet", ParquetFile.ofRows(70_000)).add("b.parquet", "PAR1.rows.PAR1");
    create("books", "vector", "");

    refresh();

    assertThat(client.index("books", "").getTotalRows()).isEqualTo(70_001);
  }

  @Test
  void isBehindForAWhileAfterARefreshThatCompleted() {
    dataSet().add("a.parquet", ParquetFile.ofRows(100)).add("b.parquet", ParquetFile.ofRows(60));
    create("books", "vector", "");

    refresh();
    assertRows(client.index("books", ""), 160, 160, IndexState.InProgress);
    milvus.advance(Duration.ofSeconds(5));
    assertRows(client.index("books", ""), 160, 60, IndexState.InProgress);
    milvus.advance(Duration.ofSeconds(4));
    assertRows(client.index("books", ""), 160, 60, IndexState.InProgress);
    milvus.advance(SECOND);

    assertRows(client.index("books", ""), 160, 0, IndexState.Finished);
  }

  @Test
  void isBuiltForNewFilesOnly() {
    dataSet().add("a.parquet", ParquetFile.ofRows(100));
    create("books", "vector", "");
    refresh();
    milvus.advance(BUILD_TIME);

    dataSet().add("b.parquet", ParquetFile.ofRows(60));
    refresh();

    assertRows(client.index("books", ""), 160, 60, IndexState.InProgress);
    milvus.advance(BUILD_TIME);
    assertRows(client.index("books", ""), 160, 0, IndexState.Finished);
  }

  @Test
  void isBuiltFromItsCreationOn() {
    dataSet().add("a.parquet", ParquetFile.ofRows(100));
    refresh();
    milvus.advance(BUILD_TIME);

    create("books", "vector", "");

    assertRows(client.index("books", ""), 100, 100, IndexState.InProgress);
    milvus.advance(BUILD_TIME);
    assertRows(client.index("books", ""), 100, 0, IndexState.Finished);
  }

  @Test
  void losesTheRowsOfFilesThatAreGone() throws Exception {
    DataSet set = dataSet().add("a.parquet", ParquetFile.ofRows(100));
    set.add("b.parquet", ParquetFile.ofRows(60));
    create("books", "vector", "");
    refresh();

    Files.delete(set.directory().resolve("a.parquet"));
    refresh();

    assertThat(client.index("books", "").getTotalRows()).isEqualTo(60);
  }

  @Test
  void keepsTheDataOfARefreshThatFailed() {
    dataSet().add("a.parquet", ParquetFile.ofRows(100));
    create("books", "vector", "");
    refresh();

    dataSet().add("b.parquet", "no Parquet");
    refresh();

    assertThat(client.index("books", "").getTotalRows()).isEqualTo(100);
  }

  @Test
  void bringsUnindexedRowsWithAJobCompletedByHand() {
    create("books", "vector", "");
    long job = milvus.refresh("books");

    milvus.job(job).complete();

    assertRows(client.index("books", ""), 1_000, 1_000, IndexState.InProgress);
    milvus.advance(BUILD_TIME);
    assertRows(client.index("books", ""), 1_000, 0, IndexState.Finished);
  }

  @Test
  void canBeCreatedTwiceButNotOtherwise() {
    assertOk(create("books", "vector", ""));
    long id = client.index("books", "").getIndexID();

    assertOk(create("books", "vector", ""));
    assertOk(create("books", "vector", "vector"));
    assertThat(client.index("books", "").getIndexID()).isEqualTo(id);

    String distinct = "CreateIndex failed: at most one distinct index is allowed per field";
    assertError(create("books", "id", "vector"), 65535, 1, distinct);
    assertError(client.stub().createIndex(request("vector", "").build()), 65535, 1, distinct);
    assertError(
        create("books", "vector", "another"),
        65535,
        1,
        "CreateIndex failed: creating multiple indexes on same field is not supported");
  }

  @Test
  void needsAFieldAndACollection() {
    assertError(
        create("books", "title", ""), 65535, 1, "cannot create index on non-exist field: title");
    assertError(
        create("films", "vector", ""),
        100,
        4,
        "collection not found[database=default][collection=films]");
    assertThatThrownBy(() -> milvus.createIndex("books", "title"))
        .hasMessage("cannot create index on non-exist field: title");
  }

  @Test
  void isNotFoundBeforeItIsCreated() {
    assertError(
        client.tryDescribeIndex("books", "").getStatus(),
        700,
        25,
        "index not found[collection=books]");
    assertError(
        client.tryDescribeIndex("books", "vector").getStatus(),
        700,
        25,
        "index not found[indexName=vector]");
    assertError(
        client.tryDescribeIndex("films", "").getStatus(),
        100,
        4,
        "collection not found[database=default][collection=films]");
  }

  @Test
  void isDescribedByNameWhateverTheField() {
    create("books", "vector", "");

    IndexDescription described =
        client
            .stub()
            .describeIndex(
                DescribeIndexRequest.newBuilder()
                    .setCollectionName("books")
                    .setFieldName("id")
                    .build())
            .getIndexDescriptions(0);

    assertThat(described.getFieldName()).isEqualTo("vector");
  }

  @Test
  void canBeDropped() {
    create("books", "vector", "");

    assertOk(drop("books", "vector"));
    assertOk(drop("books", "vector"));

    assertThat(client.tryDescribeIndex("books", "").getStatus().getCode()).isEqualTo(700);
    assertThat(drop("films", "vector").getCode()).isEqualTo(100);
  }

  @Test
  void isDroppedByNameIfThereAreTwo() {
    create("books", "vector", "");
    create("books", "id", "");

    assertError(drop("books", ""), 702, 1, "index duplicates[indexName=]");
    assertOk(drop("books", "id"));
    assertOk(drop("books", ""));
  }

  @Test
  void staysWhileTheCollectionIsLoaded() {
    create("books", "vector", "");
    create("books", "id", "");
    milvus.load("books");
    long collection = client.describe("books").getCollectionID();

    assertError(
        drop("books", "vector"),
        1100,
        5,
        "vector index cannot be dropped on loaded collection: %d: invalid parameter"
            .formatted(collection));
    assertOk(drop("books", "id"));
  }

  @Test
  void isNothingThatARefreshWaitsFor() {
    dataSet().add("a.parquet", ParquetFile.ofRows(100));

    long job = refresh();

    assertThat(client.progress(job).getProgress()).isEqualTo(100);
    assertThat(client.tryDescribeIndex("books", "").getStatus().getCode()).isEqualTo(700);
  }

  private DataSet dataSet() {
    return new DataSet(directory.resolve("books"));
  }

  private long refresh() {
    long job = client.refresh("books");
    milvus.advance(Duration.ZERO);
    return job;
  }

  private Status create(String collection, String field, String name) {
    return client
        .stub()
        .createIndex(
            request(field, name)
                .setCollectionName(collection)
                .addExtraParams(KeyValuePair.newBuilder().setKey("index_type").setValue("HNSW"))
                .addExtraParams(KeyValuePair.newBuilder().setKey("metric_type").setValue("L2"))
                .build());
  }

  private static CreateIndexRequest.Builder request(String field, String name) {
    return CreateIndexRequest.newBuilder()
        .setCollectionName("books")
        .setFieldName(field)
        .setIndexName(name);
  }

  private Status drop(String collection, String name) {
    return client
        .stub()
        .dropIndex(
            DropIndexRequest.newBuilder().setCollectionName(collection).setIndexName(name).build());
  }

  private static void assertRows(
      IndexDescription index, long total, long pending, IndexState state) {
    assertThat(index.getTotalRows()).isEqualTo(total);
    assertThat(index.getPendingIndexRows()).isEqualTo(pending);
    assertThat(index.getIndexedRows()).isEqualTo(total - pending);
    assertThat(index.getState()).isEqualTo(state);
    assertThat(index.getIndexStateFailReason()).isEmpty();
  }

  private static void assertOk(Status status) {
    assertThat(status).isEqualTo(Status.getDefaultInstance());
  }

  private static void assertError(Status status, int code, int legacyCode, String reason) {
    assertThat(status.getReason()).isEqualTo(reason);
    assertThat(status.getCode()).isEqualTo(code);
    assertThat(status.getErrorCodeValue()).isEqualTo(legacyCode);
    assertThat(status.getRetriable()).isFalse();
  }
}
