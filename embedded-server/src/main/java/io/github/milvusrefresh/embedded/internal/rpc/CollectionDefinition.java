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

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.milvusrefresh.embedded.internal.model.MilvusError;
import io.github.milvusrefresh.proto.milvus.CreateCollectionRequest;
import io.github.milvusrefresh.proto.schema.CollectionSchema;
import java.util.Base64;

/** The request that created a collection, as the text that the catalog keeps, and back. */
record CollectionDefinition(CreateCollectionRequest request, CollectionSchema schema) {

  static CollectionDefinition of(CreateCollectionRequest request) {
    try {
      return new CollectionDefinition(request, CollectionSchema.parseFrom(request.getSchema()));
    } catch (InvalidProtocolBufferException malformed) {
      throw MilvusError.PARAMETER_INVALID.because("malformed collection schema");
    }
  }

  static CollectionDefinition decode(String text) {
    try {
      return of(CreateCollectionRequest.parseFrom(Base64.getDecoder().decode(text)));
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalStateException("A stored collection is malformed", malformed);
    }
  }

  /** The base differs from call to call and says nothing about the collection. */
  String encode() {
    byte[] bytes = request.toBuilder().clearBase().build().toByteArray();
    return Base64.getEncoder().encodeToString(bytes);
  }
}
