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

import io.github.milvusrefresh.embedded.internal.model.Catalog;
import io.github.milvusrefresh.embedded.internal.model.ExternalSource;
import io.github.milvusrefresh.embedded.internal.model.ExternalSpec;
import io.github.milvusrefresh.embedded.internal.model.MilvusCollection;
import io.github.milvusrefresh.embedded.internal.model.MilvusError;
import io.github.milvusrefresh.embedded.internal.model.MilvusException;
import io.github.milvusrefresh.embedded.internal.model.MilvusStatus;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.BoolResponse;
import io.github.milvusrefresh.proto.milvus.CreateCollectionRequest;
import io.github.milvusrefresh.proto.milvus.DescribeCollectionRequest;
import io.github.milvusrefresh.proto.milvus.DescribeCollectionResponse;
import io.github.milvusrefresh.proto.milvus.DropCollectionRequest;
import io.github.milvusrefresh.proto.milvus.HasCollectionRequest;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import io.github.milvusrefresh.proto.schema.CollectionSchema;
import java.util.Optional;

/** CreateCollection, DescribeCollection, HasCollection and DropCollection. */
final class CollectionRpcs {

  private final Catalog catalog;

  CollectionRpcs(Catalog catalog) {
    this.catalog = catalog;
  }

  void addTo(UnaryRpcs rpcs) {
    rpcs.add(MilvusServiceGrpc.getCreateCollectionMethod(), this::create);
    rpcs.add(MilvusServiceGrpc.getDescribeCollectionMethod(), this::describe);
    rpcs.add(MilvusServiceGrpc.getHasCollectionMethod(), this::has);
    rpcs.add(MilvusServiceGrpc.getDropCollectionMethod(), this::drop);
  }

  private Status create(CreateCollectionRequest request) {
    String name = request.getCollectionName();
    if (name.isEmpty()) {
      throw MilvusError.PARAMETER_INVALID.because("collection name should not be empty");
    }
    CollectionDefinition definition = CollectionDefinition.of(request);
    CollectionSchema schema = definition.schema();
    VirtualPrimaryKey.requireUnused(schema);
    if (!schema.getExternalSource().isEmpty()) {
      ExternalSource.validate(schema.getExternalSource());
      ExternalSpec.validate(schema.getExternalSpec());
    }
    catalog.createCollection(
        Caller.current().databaseOr(request.getDbName()),
        name,
        schema.getExternalSource(),
        schema.getExternalSpec(),
        definition.encode());
    return Status.getDefaultInstance();
  }

  private DescribeCollectionResponse describe(DescribeCollectionRequest request) {
    String database = Caller.current().databaseOr(request.getDbName());
    long databaseId = catalog.database(database).id();
    MilvusCollection collection =
        find(request, database)
            .orElseThrow(() -> notDescribable(database, request.getCollectionName()));
    return CollectionDescriptions.of(collection, databaseId);
  }

  private Optional<MilvusCollection> find(DescribeCollectionRequest request, String database) {
    return request.getCollectionName().isEmpty()
        ? catalog.find(request.getCollectionID())
        : catalog.find(database, request.getCollectionName());
  }

  private BoolResponse has(HasCollectionRequest request) {
    String database = Caller.current().databaseOr(request.getDbName());
    return BoolResponse.newBuilder()
        .setStatus(Status.getDefaultInstance())
        .setValue(catalog.find(database, request.getCollectionName()).isPresent())
        .build();
  }

  private Status drop(DropCollectionRequest request) {
    catalog.dropCollection(
        Caller.current().databaseOr(request.getDbName()), request.getCollectionName());
    return Status.getDefaultInstance();
  }

  /** Describe has an older text and legacy code of its own; SDKs tell absence by it. */
  private static MilvusException notDescribable(String database, String name) {
    return new MilvusException(
        new MilvusStatus(
            100,
            1,
            "can't find collection[database=%s][collection=%s]".formatted(database, name),
            false,
            true));
  }
}
