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
package io.github.milvusrefresh.embedded.internal.rpc;

import io.github.milvusrefresh.embedded.internal.model.ExternalSpec;
import io.github.milvusrefresh.embedded.internal.model.MilvusCollection;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.CreateCollectionRequest;
import io.github.milvusrefresh.proto.milvus.DescribeCollectionResponse;
import io.github.milvusrefresh.proto.schema.CollectionSchema;

/** Describes collections as Milvus does: ids given, key added, source as it is now, no secrets. */
final class CollectionDescriptions {

  private static final long FIRST_FIELD_ID = 100;

  private CollectionDescriptions() {}

  static DescribeCollectionResponse of(MilvusCollection collection, long databaseId) {
    CollectionDefinition definition = CollectionDefinition.decode(collection.definition());
    CreateCollectionRequest request = definition.request();
    return DescribeCollectionResponse.newBuilder()
        .setStatus(Status.getDefaultInstance())
        .setSchema(schema(definition.schema(), collection))
        .setCollectionID(collection.id())
        .setCollectionName(collection.name())
        .setDbName(collection.database())
        .setDbId(databaseId)
        .setCreatedTimestamp(Timestamps.hybrid(collection.created()))
        .setCreatedUtcTimestamp(collection.created().toEpochMilli())
        .setShardsNum(Math.max(1, request.getShardsNum()))
        .setNumPartitions(Math.max(1, request.getNumPartitions()))
        .setConsistencyLevelValue(request.getConsistencyLevelValue())
        .addAllProperties(request.getPropertiesList())
        .build();
  }

  private static CollectionSchema schema(CollectionSchema given, MilvusCollection collection) {
    CollectionSchema.Builder schema =
        given.toBuilder().setName(collection.name()).setDbName(collection.database());
    if (collection.external()) {
      VirtualPrimaryKey.addTo(schema);
      schema
          .setExternalSource(collection.source())
          .setExternalSpec(ExternalSpec.redact(collection.spec()));
    }
    for (int field = 0; field < schema.getFieldsCount(); field++) {
      schema.getFieldsBuilder(field).setFieldID(FIRST_FIELD_ID + field);
    }
    return schema.build();
  }
}
