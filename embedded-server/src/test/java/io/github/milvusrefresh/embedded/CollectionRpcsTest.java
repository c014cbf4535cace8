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

import io.github.milvusrefresh.proto.common.ConsistencyLevel;
import io.github.milvusrefresh.proto.common.KeyValuePair;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.CreateCollectionRequest;
import io.github.milvusrefresh.proto.milvus.CreateDatabaseRequest;
import io.github.milvusrefresh.proto.milvus.DescribeCollectionRequest;
import io.github.milvusrefresh.proto.milvus.DescribeCollectionResponse;
import io.github.milvusrefresh.proto.milvus.DropCollectionRequest;
import io.github.milvusrefresh.proto.milvus.HasCollectionRequest;
import io.github.milvusrefresh.proto.milvus.ListDatabasesRequest;
import io.github.milvusrefresh.proto.milvus.ListDatabasesResponse;
import io.github.milvusrefresh.proto.schema.CollectionSchema;
import io.github.milvusrefresh.proto.schema.DataType;
import io.github.milvusrefresh.proto.schema.FieldSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectionRpcsTest extends ServerTest {

  private static final Status OK = Status.getDefaultInstance();

  @BeforeEach
  void startServer() {
    startScripted();
  }

  @Test
  void describesWhatWasCreated() {
    assertThat(create(external("books"))).isEqualTo(OK);

    DescribeCollectionResponse description = client.describe("books");

    assertThat(description.getStatus()).isEqualTo(OK);
    assertThat(description.getCollectionName()).isEqualTo("books");
    assertThat(description.getDbName()).isEqualTo("default");
    assertThat(description.getCollectionID()).isGreaterThan(1L << 53);
    assertThat(description.getCreatedUtcTimestamp()).isEqualTo(1_767_225_600_000L);
    assertThat(description.getConsistencyLevel()).isEqualTo(ConsistencyLevel.Bounded);
    assertThat(description.getShardsNum()).isEqualTo(1);
    assertThat(description.getPropertiesList()).extracting("key").containsExactly("owner");
    assertThat(description.getSchema().getExternalSource()).isEqualTo("file:///data");
    assertThat(description.getSchema().getExternalSpec()).isEqualTo(DataSet.PARQUET);
  }

  @Test
  void addsAVirtualPrimaryKeyAndNumbersTheFields() {
    create(external("books"));

    CollectionSchema schema = client.describe("books").getSchema();

    assertThat(schema.getFieldsList())
        .extracting("name")
        .containsExactly("title", "__virtual_pk__");
    assertThat(schema.getFieldsList()).extracting("fieldID").containsExactly(100L, 101L);
    FieldSchema key = schema.getFields(1);
    assertThat(key.getIsPrimaryKey()).isTrue();
    assertThat(key.getAutoID()).isTrue();
    assertThat(key.getDataType()).isEqualTo(DataType.Int64);
    assertThat(schema.getFields(0).getExternalField()).isEqualTo("title_column");
  }

  @Test
  void addsNoKeyToNormalCollections() {
    create(CreateCollectionRequest.newBuilder().setCollectionName("normal").build());

    DescribeCollectionResponse description = client.describe("normal");

    assertThat(description.getStatus()).isEqualTo(OK);
    assertThat(description.getSchema().getFieldsList()).isEmpty();
  }

  @Test
  void reservesTheNameOfTheKey() {
    CollectionSchema schema =
        CollectionSchema.newBuilder()
            .setExternalSource("/data")
            .addFields(FieldSchema.newBuilder().setName("__virtual_pk__"))
            .build();

    Status status = create(request("books", schema));

    assertThat(status.getCode()).isEqualTo(1100);
    assertThat(status.getReason()).contains("__virtual_pk__", "reserved");
  }

  @Test
  void keepsFieldsItDoesNotKnow() throws Exception {
    byte[] unknown = {(byte) 0xfa, 0x3e, 1, 'x'};
    CollectionSchema schema =
        CollectionSchema.newBuilder().setExternalSource("/data").mergeFrom(unknown).build();
    create(request("books", schema));

    assertThat(client.describe("books").getSchema().getUnknownFields().asMap()).hasSize(1);
  }

  @Test
  void findsCollectionsById() {
    create(external("books"));
    long id = client.describe("books").getCollectionID();

    DescribeCollectionResponse byId =
        client
            .stub()
            .describeCollection(DescribeCollectionRequest.newBuilder().setCollectionID(id).build());

    assertThat(byId.getCollectionName()).isEqualTo("books");
  }

  @Test
  @SuppressWarnings("deprecation") // SDKs tell absence by the legacy code and this text
  void saysThatAMissingCollectionCannotBeFound() {
    Status status = client.describe("books").getStatus();

    assertThat(status.getCode()).isEqualTo(100);
    assertThat(status.getErrorCodeValue()).isEqualTo(1);
    assertThat(status.getReason())
        .isEqualTo("can't find collection[database=default][collection=books]");
  }

  @Test
  void knowsWhichCollectionsThereAre() {
    create(external("books"));
    assertThat(has("books")).isTrue();
    assertThat(has("films")).isFalse();

    Status dropped = drop("books");

    assertThat(dropped).isEqualTo(OK);
    assertThat(has("books")).isFalse();
    assertThat(drop("books")).isEqualTo(OK);
  }

  @Test
  void createsTheSameTwiceButNothingElseOfThatName() {
    assertThat(create(external("books"))).isEqualTo(OK);
    assertThat(create(external("books"))).isEqualTo(OK);

    Status other = create(request("books", CollectionSchema.getDefaultInstance()));

    assertThat(other.getCode()).isEqualTo(1100);
    assertThat(other.getReason())
        .contains("create duplicate collection with different parameters, collection: books");
  }

  @Test
  void refusesCollectionsWithoutANameOrWithABadSource() {
    assertThat(create(CreateCollectionRequest.getDefaultInstance()).getReason())
        .contains("collection name should not be empty");
    CollectionSchema ftp = CollectionSchema.newBuilder().setExternalSource("ftp://x").build();
    assertThat(create(request("books", ftp)).getReason()).contains("scheme \"ftp\" is not allowed");
  }

  @Test
  void keepsDatabasesApart() {
    createDatabase("archive");
    create(external("books").toBuilder().setDbName("archive").build());

    assertThat(has("books")).isFalse();
    assertThat(client.with("dbname", "archive").describe("books").getStatus()).isEqualTo(OK);
    assertThat(client.with("dbname", "archive").describe("books").getDbName()).isEqualTo("archive");
  }

  @Test
  void listsDatabases() {
    assertThat(createDatabase("archive")).isEqualTo(OK);

    ListDatabasesResponse databases =
        client.stub().listDatabases(ListDatabasesRequest.getDefaultInstance());

    assertThat(databases.getDbNamesList()).containsExactly("default", "archive");
    assertThat(databases.getDbIdsList()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void refusesDatabasesTwiceOrWithoutAName() {
    createDatabase("archive");

    assertThat(createDatabase("archive").getReason()).contains("database already exist: archive");
    assertThat(createDatabase("").getReason()).contains("database name should not be empty");
  }

  private Status create(CreateCollectionRequest request) {
    return client.stub().createCollection(request);
  }

  private boolean has(String name) {
    return client
        .stub()
        .hasCollection(HasCollectionRequest.newBuilder().setCollectionName(name).build())
        .getValue();
  }

  private Status drop(String name) {
    return client
        .stub()
        .dropCollection(DropCollectionRequest.newBuilder().setCollectionName(name).build());
  }

  private Status createDatabase(String name) {
    return client.stub().createDatabase(CreateDatabaseRequest.newBuilder().setDbName(name).build());
  }

  private static CreateCollectionRequest external(String name) {
    return request(
        name,
        CollectionSchema.newBuilder()
            .setName(name)
            .setExternalSource("file:///data")
            .setExternalSpec(DataSet.PARQUET)
            .addFields(
                FieldSchema.newBuilder()
                    .setName("title")
                    .setDataType(DataType.VarChar)
                    .setExternalField("title_column"))
            .build());
  }

  private static CreateCollectionRequest request(String name, CollectionSchema schema) {
    return CreateCollectionRequest.newBuilder()
        .setCollectionName(name)
        .setSchema(schema.toByteString())
        .setConsistencyLevel(ConsistencyLevel.Bounded)
        .addProperties(KeyValuePair.newBuilder().setKey("owner").setValue("me"))
        .build();
  }
}
