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

import io.github.milvusrefresh.embedded.internal.model.Definition;
import io.github.milvusrefresh.proto.common.KeyValuePair;
import io.github.milvusrefresh.proto.milvus.CreateCollectionRequest;
import io.github.milvusrefresh.proto.schema.CollectionSchema;
import io.github.milvusrefresh.proto.schema.DataType;
import io.github.milvusrefresh.proto.schema.FieldSchema;

/** The definition of an external collection for those who care only for its refreshes. */
public final class SampleSchema {

  private static final String DIMENSION = "4";

  private SampleSchema() {}

  /** Returns a definition with a number and a vector, as the catalog keeps it. */
  public static Definition definition(String database, String name, String source, String spec) {
    CollectionSchema schema =
        CollectionSchema.newBuilder()
            .setName(name)
            .setExternalSource(source)
            .setExternalSpec(spec)
            .addFields(field("id", DataType.Int64))
            .addFields(
                field("vector", DataType.FloatVector)
                    .addTypeParams(KeyValuePair.newBuilder().setKey("dim").setValue(DIMENSION)))
            .build();
    CreateCollectionRequest request =
        CreateCollectionRequest.newBuilder()
            .setDbName(database)
            .setCollectionName(name)
            .setSchema(schema.toByteString())
            .build();
    return CollectionDefinition.of(request).encode();
  }

  private static FieldSchema.Builder field(String name, DataType type) {
    return FieldSchema.newBuilder().setName(name).setDataType(type).setExternalField(name);
  }
}
