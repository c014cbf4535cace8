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
package io.github.milvusrefresh.core.internal.grpc;

import io.github.milvusrefresh.core.error.UnsupportedServerException;
import io.github.milvusrefresh.proto.common.ClientInfo;
import io.github.milvusrefresh.proto.milvus.ConnectRequest;
import io.grpc.Deadline;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Connect} call that the official SDKs make before all others: the server names the
 * connection by a number that later calls repeat. One success serves the channel; a server without
 * the call does without. A failure is not kept, so the next call tries again.
 */
final class Handshake {

  private final ClientChannel channel;
  private final ErrorMapper errors;
  private @Nullable CompletableFuture<OptionalLong> shared;

  Handshake(ClientChannel channel, ErrorMapper errors) {
    this.channel = channel;
    this.errors = errors;
  }

  private static ConnectRequest request() {
    return ConnectRequest.newBuilder()
        .setClientInfo(
            ClientInfo.newBuilder()
                .setSdkType("milvus-refresh-connector")
                .setSdkVersion(version())
                .setLocalTime(LocalDateTime.now(ZoneId.systemDefault()).toString()))
        .build();
  }

  private static String version() {
    String version = Handshake.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Completes with the server's number for this channel; empty if it has none. */
  CompletableFuture<OptionalLong> identifier(CallHeaders headers, Deadline deadline) {
    CompletableFuture<OptionalLong> mine;
    synchronized (this) {
      if (shared != null && !shared.isCompletedExceptionally()) {
        return shared;
      }
      mine = new CompletableFuture<>();
      shared = mine;
    }
    connect(headers, deadline, mine);
    return mine;
  }

  private void connect(
      CallHeaders headers, Deadline deadline, CompletableFuture<OptionalLong> result) {
    RpcFuture<OptionalLong> call = new RpcFuture<>(RpcMethod.CONNECT, errors);
    call.whenComplete(
        (identifier, error) -> {
          if (error instanceof UnsupportedServerException) {
            result.complete(OptionalLong.empty());
          } else if (error != null) {
            result.completeExceptionally(error);
          } else {
            result.complete(identifier);
          }
        });
    call.follow(
        () -> channel.stub(headers, deadline).connect(request()),
        answer -> {
          errors.requireSuccess(RpcMethod.CONNECT, answer.getStatus());
          return OptionalLong.of(answer.getIdentifier());
        });
  }
}
