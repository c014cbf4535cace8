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

import io.github.milvusrefresh.embedded.internal.model.IdAllocator;
import io.github.milvusrefresh.proto.common.ServerInfo;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.ConnectRequest;
import io.github.milvusrefresh.proto.milvus.ConnectResponse;
import io.github.milvusrefresh.proto.milvus.GetVersionRequest;
import io.github.milvusrefresh.proto.milvus.GetVersionResponse;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;

/** Connect and GetVersion. */
final class SessionRpcs {

  private final Compatibility compatibility;
  private final IdAllocator ids;

  SessionRpcs(Compatibility compatibility, IdAllocator ids) {
    this.compatibility = compatibility;
    this.ids = ids;
  }

  void addTo(UnaryRpcs rpcs) {
    if (compatibility.connectRpc()) {
      rpcs.add(MilvusServiceGrpc.getConnectMethod(), this::connect);
    }
    rpcs.add(MilvusServiceGrpc.getGetVersionMethod(), this::version);
  }

  private ConnectResponse connect(ConnectRequest request) {
    return ConnectResponse.newBuilder()
        .setStatus(Status.getDefaultInstance())
        .setIdentifier(ids.next())
        .setServerInfo(
            ServerInfo.newBuilder()
                .setBuildTags(compatibility.serverVersion())
                .setDeployMode("STANDALONE"))
        .build();
  }

  private GetVersionResponse version(GetVersionRequest request) {
    return GetVersionResponse.newBuilder()
        .setStatus(Status.getDefaultInstance())
        .setVersion(compatibility.serverVersion())
        .build();
  }
}
