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
package io.github.milvusrefresh.examples;

import io.github.milvusrefresh.proto.common.KeyValuePair;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.CreateCollectionRequest;
import io.github.milvusrefresh.proto.milvus.HasCollectionRequest;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.github.milvusrefresh.proto.schema.CollectionSchema;
import io.github.milvusrefresh.proto.schema.DataType;
import io.github.milvusrefresh.proto.schema.FieldSchema;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.net.URI;

/**
 * Creates the external collection that the quickstart refreshes. An application creates its
 * collections with an official Milvus client; this shows that the server does what that client
 * asks.
 */
public final class ExternalCollection {

  private static final String PARQUET = "{\"format\":\"parquet\"}";
  private static final String VECTOR_DIMENSION = "4";

  private ExternalCollection() {}

  /**
   * Creates the collection unless it is there.
   *
   * @param server where the embedded server listens, plaintext, without credentials
   * @param name the collection
   * @param source the directory with Parquet files
   * @return false if it was there already
   */
  public static boolean createIfAbsent(URI server, String name, String source) {
    ManagedChannel channel =
        OkHttpChannelBuilder.forAddress(server.getHost(), server.getPort()).usePlaintext().build();
    try {
      MilvusServiceBlockingStub milvus = MilvusServiceGrpc.newBlockingStub(channel);
      HasCollectionRequest has = HasCollectionRequest.newBuilder().setCollectionName(name).build();
      if (milvus.hasCollection(has).getValue()) {
        return false;
      }
      requireSuccess(milvus.createCollection(request(name, source)));
      return true;
    } finally {
      channel.shutdownNow();
    }
  }

  private static CreateCollectionRequest request(String name, String source) {
    CollectionSchema schema =
        CollectionSchema.newBuilder()
            .setName(name)
            .setExternalSource(source)
            .setExternalSpec(PARQUET)
            .addFields(field("id", DataType.Int64))
            .addFields(
                field("embedding", DataType.FloatVector).toBuilder()
                    .addTypeParams(
                        KeyValuePair.newBuilder().setKey("dim").setValue(VECTOR_DIMENSION)))
            .build();
    return CreateCollectionRequest.newBuilder()
        .setCollectionName(name)
        .setSchema(schema.toByteString())
        .build();
  }

  private static FieldSchema field(String name, DataType type) {
    return FieldSchema.newBuilder().setName(name).setDataType(type).setExternalField(name).build();
  }

  private static void requireSuccess(Status status) {
    if (status.getCode() != 0) {
      throw new IllegalStateException("CreateCollection: " + status.getReason());
    }
  }
}
