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

import io.github.milvusrefresh.embedded.internal.model.LoadProgress;
import io.github.milvusrefresh.embedded.internal.model.LoadService;
import io.github.milvusrefresh.embedded.internal.model.LoadState;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.GetLoadStateRequest;
import io.github.milvusrefresh.proto.milvus.GetLoadStateResponse;
import io.github.milvusrefresh.proto.milvus.GetLoadingProgressRequest;
import io.github.milvusrefresh.proto.milvus.GetLoadingProgressResponse;
import io.github.milvusrefresh.proto.milvus.LoadCollectionRequest;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import io.github.milvusrefresh.proto.milvus.ReleaseCollectionRequest;

/** LoadCollection, ReleaseCollection, GetLoadState and GetLoadingProgress. */
final class LoadRpcs {

  private final LoadService service;

  LoadRpcs(LoadService service) {
    this.service = service;
  }

  void addTo(UnaryRpcs rpcs) {
    rpcs.add(MilvusServiceGrpc.getLoadCollectionMethod(), this::load);
    rpcs.add(MilvusServiceGrpc.getReleaseCollectionMethod(), this::release);
    rpcs.add(MilvusServiceGrpc.getGetLoadStateMethod(), this::state);
    rpcs.add(MilvusServiceGrpc.getGetLoadingProgressMethod(), this::progress);
  }

  private Status load(LoadCollectionRequest request) {
    String database = Caller.privileged("Load").databaseOr(request.getDbName());
    if (request.getRefresh()) {
      service.refresh(database, request.getCollectionName());
    } else {
      service.load(database, request.getCollectionName());
    }
    return Status.getDefaultInstance();
  }

  private Status release(ReleaseCollectionRequest request) {
    service.release(
        Caller.privileged("Release").databaseOr(request.getDbName()), request.getCollectionName());
    return Status.getDefaultInstance();
  }

  private GetLoadStateResponse state(GetLoadStateRequest request) {
    LoadState state =
        service.state(
            Caller.privileged("GetLoadState").databaseOr(request.getDbName()),
            request.getCollectionName());
    return GetLoadStateResponse.newBuilder()
        .setStatus(Status.getDefaultInstance())
        .setStateValue(state.wire())
        .build();
  }

  private GetLoadingProgressResponse progress(GetLoadingProgressRequest request) {
    LoadProgress progress =
        service.progress(
            Caller.privileged("GetLoadState").databaseOr(request.getDbName()),
            request.getCollectionName());
    return GetLoadingProgressResponse.newBuilder()
        .setStatus(Status.getDefaultInstance())
        .setProgress(progress.percent())
        .setRefreshProgress(progress.refreshPercent())
        .build();
  }
}
