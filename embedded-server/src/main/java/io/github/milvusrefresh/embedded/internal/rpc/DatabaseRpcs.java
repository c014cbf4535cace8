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
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.CreateDatabaseRequest;
import io.github.milvusrefresh.proto.milvus.ListDatabasesRequest;
import io.github.milvusrefresh.proto.milvus.ListDatabasesResponse;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;

/** CreateDatabase and ListDatabases. */
final class DatabaseRpcs {

  private final Catalog catalog;

  DatabaseRpcs(Catalog catalog) {
    this.catalog = catalog;
  }

  void addTo(UnaryRpcs rpcs) {
    rpcs.add(MilvusServiceGrpc.getCreateDatabaseMethod(), this::create);
    rpcs.add(MilvusServiceGrpc.getListDatabasesMethod(), this::list);
  }

  private Status create(CreateDatabaseRequest request) {
    catalog.createDatabase(request.getDbName());
    return Status.getDefaultInstance();
  }

  private ListDatabasesResponse list(ListDatabasesRequest request) {
    ListDatabasesResponse.Builder reply =
        ListDatabasesResponse.newBuilder().setStatus(Status.getDefaultInstance());
    catalog
        .databases()
        .forEach(
            database ->
                reply
                    .addDbNames(database.name())
                    .addDbIds(database.id())
                    .addCreatedTimestamp(Timestamps.hybrid(database.created())));
    return reply.build();
  }
}
