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

import com.google.common.util.concurrent.ListenableFuture;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.internal.ChainedCall;
import io.github.milvusrefresh.core.internal.CollectionIndex;
import io.github.milvusrefresh.core.internal.CollectionLoad;
import io.github.milvusrefresh.core.internal.RefreshCalls;
import io.github.milvusrefresh.proto.milvus.DescribeIndexRequest;
import io.github.milvusrefresh.proto.milvus.GetLoadStateRequest;
import io.github.milvusrefresh.proto.milvus.GetLoadingProgressRequest;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressRequest;
import io.github.milvusrefresh.proto.milvus.ListRefreshExternalCollectionJobsRequest;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc.MilvusServiceFutureStub;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionRequest;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls of one client over a channel that it may share. Thread-safe. */
final class GrpcRefreshCalls implements RefreshCalls {

  private final ConnectionOptions options;
  private final ClientChannel channel;
  private final Handshake handshake;
  private final ErrorMapper errors;
  private final AnswerMapper answers;
  private final Executor executor;

  GrpcRefreshCalls(
      ConnectionOptions options, ClientChannel channel, Handshake handshake, ErrorMapper errors) {
    this(options, channel, handshake, errors, new AnswerMapper(errors), channel.threads());
  }

  private GrpcRefreshCalls(
      ConnectionOptions options,
      ClientChannel channel,
      Handshake handshake,
      ErrorMapper errors,
      AnswerMapper answers,
      Executor executor) {
    this.options = options;
    this.channel = channel;
    this.handshake = handshake;
    this.errors = errors;
    this.answers = answers;
    this.executor = executor;
  }

  @Override
  public RefreshCalls answeringOn(Executor newExecutor) {
    return new GrpcRefreshCalls(options, channel, handshake, errors, answers, newExecutor);
  }

  @Override
  public CompletableFuture<Long> refresh(RefreshRequest request, RpcOptions rpc) {
    String database = databaseOf(request.collection());
    RefreshExternalCollectionRequest message =
        RefreshExternalCollectionRequest.newBuilder()
            .setDbName(database)
            .setCollectionName(request.collection().collection())
            .setExternalSource(orEmpty(request.externalSource()))
            .setExternalSpec(orEmpty(request.externalSpec()))
            .build();
    return call(
        RpcMethod.REFRESH,
        database,
        rpc,
        stub -> stub.refreshExternalCollection(message),
        answer -> answers.submitted(request.collection(), answer));
  }

  @Override
  public boolean isSourceOf(RefreshJob job, @Nullable String source) {
    return source == null || Redaction.text(source).equals(job.externalSource());
  }

  @Override
  public CompletableFuture<RefreshJob> progress(long jobId, RpcOptions rpc) {
    GetRefreshExternalCollectionProgressRequest message =
        GetRefreshExternalCollectionProgressRequest.newBuilder().setJobId(jobId).build();
    return call(
        RpcMethod.PROGRESS,
        options.database().orElse(""),
        rpc,
        stub -> stub.getRefreshExternalCollectionProgress(message),
        answer -> answers.job(jobId, answer));
  }

  @Override
  public CompletableFuture<List<RefreshJob>> jobs(RpcOptions rpc) {
    return jobs(options.database().orElse(""), "", rpc);
  }

  @Override
  public CompletableFuture<List<RefreshJob>> jobs(CollectionName collection, RpcOptions rpc) {
    return jobs(databaseOf(collection), collection.collection(), rpc);
  }

  private CompletableFuture<List<RefreshJob>> jobs(
      String database, String collection, RpcOptions rpc) {
    ListRefreshExternalCollectionJobsRequest message =
        ListRefreshExternalCollectionJobsRequest.newBuilder()
            .setDbName(database)
            .setCollectionName(collection)
            .build();
    return call(
        RpcMethod.LIST,
        database,
        rpc,
        stub -> stub.listRefreshExternalCollectionJobs(message),
        answers::jobs);
  }

  @Override
  public CompletableFuture<List<CollectionIndex>> indexes(
      CollectionName collection, RpcOptions rpc) {
    String database = databaseOf(collection);
    DescribeIndexRequest message =
        DescribeIndexRequest.newBuilder()
            .setDbName(database)
            .setCollectionName(collection.collection())
            .build();
    return call(
        RpcMethod.INDEXES, database, rpc, stub -> stub.describeIndex(message), answers::indexes);
  }

  @Override
  public CompletableFuture<CollectionLoad> load(CollectionName collection, RpcOptions rpc) {
    String database = databaseOf(collection);
    GetLoadStateRequest message =
        GetLoadStateRequest.newBuilder()
            .setDbName(database)
            .setCollectionName(collection.collection())
            .build();
    CompletableFuture<Optional<CollectionLoad>> state =
        call(
            RpcMethod.LOAD_STATE,
            database,
            rpc,
            stub -> stub.getLoadState(message),
            answer -> answers.load(collection, answer));
    return ChainedCall.then(
        state,
        known ->
            known
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> loadingProgress(collection, database, rpc)));
  }

  private CompletableFuture<CollectionLoad> loadingProgress(
      CollectionName collection, String database, RpcOptions rpc) {
    GetLoadingProgressRequest message =
        GetLoadingProgressRequest.newBuilder()
            .setDbName(database)
            .setCollectionName(collection.collection())
            .build();
    return call(
        RpcMethod.LOADING_PROGRESS,
        database,
        rpc,
        stub -> stub.getLoadingProgress(message),
        answers::load);
  }

  private <A, T> CompletableFuture<T> call(
      RpcMethod method,
      String database,
      RpcOptions rpc,
      Function<MilvusServiceFutureStub, ListenableFuture<A>> send,
      Function<A, T> read) {
    Duration timeout = rpc.timeout() == null ? options.rpcTimeout() : rpc.timeout();
    Deadline deadline = Deadline.after(timeout.toNanos(), TimeUnit.NANOSECONDS);
    CallHeaders headers = CallHeaders.of(database, rpc.clientRequestId());
    RpcFuture<T> result = new RpcFuture<>(method, errors);
    handshake
        .identifier(headers, deadline)
        .whenComplete(
            (identifier, error) -> {
              if (error != null) {
                result.completeExceptionally(error);
              } else if (!result.isDone()) {
                result.follow(
                    () ->
                        send.apply(
                            channel
                                .stub(headers.withIdentifier(identifier), deadline)
                                .withExecutor(executor)),
                    read);
              }
            });
    return result;
  }

  private String databaseOf(CollectionName collection) {
    String database = collection.database();
    return database != null ? database : options.database().orElse("");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
