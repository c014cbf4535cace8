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
package io.github.milvusrefresh.benchmarks.client;

import com.google.common.util.concurrent.ListenableFuture;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.proto.milvus.ConnectRequest;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressRequest;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressResponse;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc.MilvusServiceFutureStub;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.AbstractStub;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The generated stubs over a channel built as ours is, with the headers and the deadline that ours
 * sends. The answer is returned as it came: its status is not looked at.
 */
final class RawCalls implements AutoCloseable {

  private static final int MAX_INBOUND_BYTES = 64 << 20;

  private final ExecutorService threads = Executors.newCachedThreadPool(RawCalls::daemon);
  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(1, RawCalls::daemon);
  private final ManagedChannel channel;
  private final long timeoutNanos;
  private final MilvusServiceBlockingStub blocking;
  private final MilvusServiceFutureStub future;

  RawCalls(ConnectionOptions options) {
    timers.setRemoveOnCancelPolicy(true);
    this.channel =
        OkHttpChannelBuilder.forAddress(
                options.host(), options.port(), InsecureChannelCredentials.create())
            .executor(threads)
            .transportExecutor(threads)
            .offloadExecutor(threads)
            .scheduledExecutorService(timers)
            .maxInboundMessageSize(MAX_INBOUND_BYTES)
            .disableRetry()
            .build();
    this.timeoutNanos = options.rpcTimeout().toNanos();
    RawHeaders headers = new RawHeaders(options, connect(options));
    this.blocking = MilvusServiceGrpc.newBlockingStub(channel).withInterceptors(headers);
    this.future = MilvusServiceGrpc.newFutureStub(channel).withInterceptors(headers);
  }

  private long connect(ConnectionOptions options) {
    return MilvusServiceGrpc.newBlockingStub(channel)
        .withInterceptors(new RawHeaders(options, 0))
        .connect(ConnectRequest.getDefaultInstance())
        .getIdentifier();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  GetRefreshExternalCollectionProgressResponse progress(long jobId) {
    return withDeadline(blocking).getRefreshExternalCollectionProgress(request(jobId));
  }

  ListenableFuture<GetRefreshExternalCollectionProgressResponse> progressAsync(long jobId) {
    return withDeadline(future).getRefreshExternalCollectionProgress(request(jobId));
  }

  private <S extends AbstractStub<S>> S withDeadline(S stub) {
    return stub.withDeadlineAfter(timeoutNanos, TimeUnit.NANOSECONDS);
  }

  private static GetRefreshExternalCollectionProgressRequest request(long jobId) {
    return GetRefreshExternalCollectionProgressRequest.newBuilder().setJobId(jobId).build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    threads.shutdownNow();
    timers.shutdownNow();
  }
}
