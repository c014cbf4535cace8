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
package io.github.milvusrefresh.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.proto.milvus.DescribeCollectionRequest;
import io.github.milvusrefresh.proto.milvus.DescribeCollectionResponse;
import io.github.milvusrefresh.proto.milvus.DescribeIndexRequest;
import io.github.milvusrefresh.proto.milvus.DescribeIndexResponse;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;

/** What a user can see of a collection by any official client: checks that the connector leaves. */
final class ServerLook implements AutoCloseable {

  private final ManagedChannel channel;

  ServerLook(EmbeddedMilvus server) {
    this.channel =
        Grpc.newChannelBuilderForAddress(
                server.host(), server.port(), InsecureChannelCredentials.create())
            .build();
  }

  /** The source, as {@code DescribeCollection} tells it. */
  String source(String collection) {
    DescribeCollectionResponse answer =
        MilvusServiceGrpc.newBlockingStub(channel)
            .describeCollection(
                DescribeCollectionRequest.newBuilder().setCollectionName(collection).build());
    assertThat(answer.getStatus().getCode()).isZero();
    return answer.getSchema().getExternalSource();
  }

  /** The rows that are served, as {@code DescribeIndex} tells them of the only index. */
  long rows(String collection) {
    DescribeIndexResponse answer =
        MilvusServiceGrpc.newBlockingStub(channel)
            .describeIndex(DescribeIndexRequest.newBuilder().setCollectionName(collection).build());
    assertThat(answer.getStatus().getCode()).isZero();
    return answer.getIndexDescriptions(0).getTotalRows();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
