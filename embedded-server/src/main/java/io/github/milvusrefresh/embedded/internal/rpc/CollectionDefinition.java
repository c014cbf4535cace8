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
import io.github.milvusrefresh.embedded.internal.model.Definition;
import io.github.milvusrefresh.embedded.internal.model.MilvusError;
import io.github.milvusrefresh.proto.milvus.CreateCollectionRequest;
import io.github.milvusrefresh.proto.schema.CollectionSchema;
import io.github.milvusrefresh.proto.schema.DataType;
import io.github.milvusrefresh.proto.schema.FieldSchema;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The request that created a collection, as the text that the catalog keeps, and back. */
record CollectionDefinition(CreateCollectionRequest request, CollectionSchema schema) {

  private static final Set<DataType> VECTORS =
      EnumSet.of(
          DataType.BinaryVector,
          DataType.FloatVector,
          DataType.Float16Vector,
          DataType.BFloat16Vector,
          DataType.SparseFloatVector,
          DataType.Int8Vector);

  static CollectionDefinition of(CreateCollectionRequest request) {
    try {
      return new CollectionDefinition(request, CollectionSchema.parseFrom(request.getSchema()));
    } catch (InvalidProtocolBufferException malformed) {
      throw MilvusError.PARAMETER_INVALID.because("malformed collection schema");
    }
  }

  static CollectionDefinition decode(Definition definition) {
    try {
      return of(
          CreateCollectionRequest.parseFrom(Base64.getDecoder().decode(definition.request())));
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalStateException("A stored collection is malformed", malformed);
    }
  }

  /** The base differs from call to call and says nothing about the collection. */
  Definition encode() {
    byte[] bytes = request.toBuilder().clearBase().build().toByteArray();
    return new Definition(
        names(field -> true),
        names(field -> VECTORS.contains(field.getDataType())),
        Base64.getEncoder().encodeToString(bytes));
  }

  private List<String> names(Predicate<FieldSchema> wanted) {
    return schema.getFieldsList().stream().filter(wanted).map(FieldSchema::getName).toList();
  }
}
