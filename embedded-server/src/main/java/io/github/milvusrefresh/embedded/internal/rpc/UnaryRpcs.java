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

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.github.milvusrefresh.embedded.internal.model.MilvusException;
import io.github.milvusrefresh.embedded.internal.model.MilvusStatus;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Collects the RPCs of the service. An RPC is a function from request to reply; refusals are
 * exceptions, which become the reply that Milvus gives.
 */
final class UnaryRpcs {

  private static final Logger LOG = System.getLogger(UnaryRpcs.class.getName());
  private static final MilvusStatus UNEXPECTED =
      new MilvusStatus(65535, 1, "unexpected error of the embedded server", false, false);

  private final ServerServiceDefinition.Builder service =
      ServerServiceDefinition.builder(MilvusServiceGrpc.SERVICE_NAME);
  private final StatusReplies replies;
  private final CallLog log;

  UnaryRpcs(StatusReplies replies, CallLog log) {
    this.replies = replies;
    this.log = log;
  }

  <Q extends Message, R extends Message> void add(
      MethodDescriptor<Q, R> method, Function<Q, R> function) {
    service.addMethod(
        method,
        ServerCalls.asyncUnaryCall(
            (request, observer) -> receive(method, function, request, observer)));
  }

  ServerServiceDefinition build() {
    return service.build();
  }

  private <Q extends Message, R extends Message> void receive(
      MethodDescriptor<Q, R> method,
      Function<Q, R> function,
      Q request,
      StreamObserver<R> observer) {
    ignoreCancellation(observer);
    String rpc = String.valueOf(method.getBareMethodName());
    log.database(rpc, databaseOf(request));
    Fault fault = FaultInterceptor.FAULT.get().orElse(null);
    if (fault instanceof Fault.Silence) {
      return;
    }
    if (fault instanceof Fault.Application application) {
      send(observer, replies.reply(method, application.status()));
    } else if (fault instanceof Fault.Delay delay) {
      later(delay.time(), () -> answer(method, function, request, observer));
    } else {
      answer(method, function, request, observer);
    }
  }

  private <Q, R> void answer(
      MethodDescriptor<Q, R> method,
      Function<Q, R> function,
      Q request,
      StreamObserver<R> observer) {
    try {
      send(observer, function.apply(request));
    } catch (MilvusException refused) {
      send(observer, replies.reply(method, refused.status()));
    } catch (StatusRuntimeException failed) {
      observer.onError(failed);
    } catch (Unanswered nothing) {
      LOG.log(Level.DEBUG, "A call is never answered, as arranged");
    } catch (RuntimeException unexpected) {
      LOG.log(Level.ERROR, "A call failed", unexpected);
      send(observer, replies.reply(method, UNEXPECTED));
    }
  }

  /** Without a handler, answering a call that the client gave up would throw. */
  private static void ignoreCancellation(StreamObserver<?> observer) {
    ((ServerCallStreamObserver<?>) observer).setOnCancelHandler(() -> {});
  }

  private static <R> void send(StreamObserver<R> observer, R reply) {
    observer.onNext(reply);
    observer.onCompleted();
  }

  private static void later(Duration delay, Runnable action) {
    CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS)
        .execute(Context.current().wrap(action));
  }

  private static String databaseOf(Message request) {
    FieldDescriptor field = request.getDescriptorForType().findFieldByName("db_name");
    return field == null ? "" : (String) request.getField(field);
  }
}
