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
package io.github.milvusrefresh.embedded;

import io.github.milvusrefresh.proto.common.LoadState;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.DescribeCollectionRequest;
import io.github.milvusrefresh.proto.milvus.DescribeCollectionResponse;
import io.github.milvusrefresh.proto.milvus.DescribeIndexRequest;
import io.github.milvusrefresh.proto.milvus.DescribeIndexResponse;
import io.github.milvusrefresh.proto.milvus.GetLoadStateRequest;
import io.github.milvusrefresh.proto.milvus.GetLoadStateResponse;
import io.github.milvusrefresh.proto.milvus.GetLoadingProgressRequest;
import io.github.milvusrefresh.proto.milvus.GetLoadingProgressResponse;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressRequest;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressResponse;
import io.github.milvusrefresh.proto.milvus.IndexDescription;
import io.github.milvusrefresh.proto.milvus.ListRefreshExternalCollectionJobsRequest;
import io.github.milvusrefresh.proto.milvus.ListRefreshExternalCollectionJobsResponse;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionJobInfo;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionRequest;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionResponse;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client of raw stubs: nothing between the test and the wire. */
final class Client implements AutoCloseable {

  private final ManagedChannel channel;
  private final MilvusServiceBlockingStub stub;

  private Client(ManagedChannel channel, MilvusServiceBlockingStub stub) {
    this.channel = channel;
    this.stub = stub;
  }

  static Client of(EmbeddedMilvus milvus) {
    return of("127.0.0.1", milvus.port(), InsecureChannelCredentials.create());
  }

  static Client of(String host, int port, ChannelCredentials credentials) {
    ManagedChannel channel = Grpc.newChannelBuilderForAddress(host, port, credentials).build();
    return new Client(channel, MilvusServiceGrpc.newBlockingStub(channel));
  }

  /** Every call may take 10 s, so that no test hangs. */
  MilvusServiceBlockingStub stub() {
    return stub.withDeadlineAfter(10, TimeUnit.SECONDS);
  }

  Client with(String header, String value) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), value);
    return new Client(
        channel, stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers)));
  }

  Client as(String token) {
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    return with("authorization", Base64.getEncoder().encodeToString(bytes));
  }

  RefreshExternalCollectionResponse tryRefresh(String collection) {
    return tryRefresh(collection, "", "");
  }

  RefreshExternalCollectionResponse tryRefresh(String collection, String source, String spec) {
    return stub()
        .refreshExternalCollection(
            RefreshExternalCollectionRequest.newBuilder()
                .setCollectionName(collection)
                .setExternalSource(source)
                .setExternalSpec(spec)
                .build());
  }

  long refresh(String collection) {
    return ok(tryRefresh(collection)).getJobId();
  }

  GetRefreshExternalCollectionProgressResponse tryProgress(long jobId) {
    return stub()
        .getRefreshExternalCollectionProgress(
            GetRefreshExternalCollectionProgressRequest.newBuilder().setJobId(jobId).build());
  }

  RefreshExternalCollectionJobInfo progress(long jobId) {
    GetRefreshExternalCollectionProgressResponse response = tryProgress(jobId);
    requireOk(response.getStatus());
    return response.getJobInfo();
  }

  ListRefreshExternalCollectionJobsResponse tryList(String collection) {
    return stub()
        .listRefreshExternalCollectionJobs(
            ListRefreshExternalCollectionJobsRequest.newBuilder()
                .setCollectionName(collection)
                .build());
  }

  List<RefreshExternalCollectionJobInfo> list(String collection) {
    ListRefreshExternalCollectionJobsResponse response = tryList(collection);
    requireOk(response.getStatus());
    return response.getJobsList();
  }

  DescribeCollectionResponse describe(String collection) {
    return stub()
        .describeCollection(
            DescribeCollectionRequest.newBuilder().setCollectionName(collection).build());
  }

  DescribeIndexResponse tryDescribeIndex(String collection, String name) {
    return stub()
        .describeIndex(
            DescribeIndexRequest.newBuilder()
                .setCollectionName(collection)
                .setIndexName(name)
                .build());
  }

  /** Describes the index of that name; with an empty name the only one. */
  IndexDescription index(String collection, String name) {
    DescribeIndexResponse response = tryDescribeIndex(collection, name);
    requireOk(response.getStatus());
    if (response.getIndexDescriptionsCount() != 1) {
      throw new AssertionError("Expected one index, got " + response);
    }
    return response.getIndexDescriptions(0);
  }

  LoadState loadState(String collection) {
    GetLoadStateResponse response =
        stub().getLoadState(GetLoadStateRequest.newBuilder().setCollectionName(collection).build());
    requireOk(response.getStatus());
    return response.getState();
  }

  GetLoadingProgressResponse tryLoadingProgress(String collection) {
    return stub()
        .getLoadingProgress(
            GetLoadingProgressRequest.newBuilder().setCollectionName(collection).build());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static RefreshExternalCollectionResponse ok(RefreshExternalCollectionResponse response) {
    requireOk(response.getStatus());
    return response;
  }

  private static void requireOk(Status status) {
    if (!status.equals(Status.getDefaultInstance())) {
      throw new AssertionError("Expected success, got " + status);
    }
  }
}
