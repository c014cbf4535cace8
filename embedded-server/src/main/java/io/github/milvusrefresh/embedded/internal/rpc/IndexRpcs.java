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

import io.github.milvusrefresh.embedded.internal.model.IndexProgress;
import io.github.milvusrefresh.embedded.internal.model.IndexReport;
import io.github.milvusrefresh.embedded.internal.model.IndexService;
import io.github.milvusrefresh.proto.common.KeyValuePair;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.CreateIndexRequest;
import io.github.milvusrefresh.proto.milvus.DescribeIndexRequest;
import io.github.milvusrefresh.proto.milvus.DescribeIndexResponse;
import io.github.milvusrefresh.proto.milvus.DropIndexRequest;
import io.github.milvusrefresh.proto.milvus.IndexDescription;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** CreateIndex, DescribeIndex and DropIndex. The last two go by the name alone, as in Milvus. */
final class IndexRpcs {

  private final IndexService service;

  IndexRpcs(IndexService service) {
    this.service = service;
  }

  void addTo(UnaryRpcs rpcs) {
    rpcs.add(MilvusServiceGrpc.getCreateIndexMethod(), this::create);
    rpcs.add(MilvusServiceGrpc.getDescribeIndexMethod(), this::describe);
    rpcs.add(MilvusServiceGrpc.getDropIndexMethod(), this::drop);
  }

  private Status create(CreateIndexRequest request) {
    service.create(
        Caller.privileged("CreateIndex").databaseOr(request.getDbName()),
        request.getCollectionName(),
        request.getFieldName(),
        request.getIndexName(),
        params(request.getExtraParamsList()));
    return Status.getDefaultInstance();
  }

  private DescribeIndexResponse describe(DescribeIndexRequest request) {
    DescribeIndexResponse.Builder reply =
        DescribeIndexResponse.newBuilder().setStatus(Status.getDefaultInstance());
    service
        .describe(
            Caller.privileged("IndexDetail").databaseOr(request.getDbName()),
            request.getCollectionName(),
            request.getIndexName())
        .forEach(report -> reply.addIndexDescriptions(description(report)));
    return reply.build();
  }

  private Status drop(DropIndexRequest request) {
    service.drop(
        Caller.privileged("DropIndex").databaseOr(request.getDbName()),
        request.getCollectionName(),
        request.getIndexName());
    return Status.getDefaultInstance();
  }

  private static IndexDescription description(IndexReport report) {
    IndexProgress progress = report.progress();
    IndexDescription.Builder description =
        IndexDescription.newBuilder()
            .setIndexName(report.index().name())
            .setIndexID(report.index().id())
            .setFieldName(report.index().field())
            .setTotalRows(progress.totalRows())
            .setIndexedRows(progress.indexedRows())
            .setPendingIndexRows(progress.pendingRows())
            .setStateValue(progress.state().wire())
            .setIndexStateFailReason(progress.failReason());
    report
        .index()
        .params()
        .forEach(
            (key, value) ->
                description.addParams(KeyValuePair.newBuilder().setKey(key).setValue(value)));
    return description.build();
  }

  private static Map<String, String> params(List<KeyValuePair> pairs) {
    Map<String, String> params = new TreeMap<>();
    pairs.forEach(pair -> params.put(pair.getKey(), pair.getValue()));
    return params;
  }
}
