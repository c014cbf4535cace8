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

import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc.MilvusServiceFutureStub;
import io.grpc.Deadline;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gRPC channel and the threads it runs on. All threads are its own, daemons, and end with it:
 * gRPC's shared pools would outlive the class loader of a Flink job.
 */
final class ClientChannel implements AutoCloseable {

  private static final int MAX_INBOUND_BYTES = 64 << 20;
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int IDLE_SECONDS = 10;

  private final ConnectionOptions options;
  private final ExecutorService executor;
  private final ManagedChannel channel;

  ClientChannel(ConnectionOptions options, ScheduledExecutorService timers) {
    this.options = options;
    this.executor = daemonThreads("milvus-refresh-grpc-" + options.address());
    this.channel = open(options, timers);
  }

  private ManagedChannel open(ConnectionOptions options, ScheduledExecutorService timers) {
    OkHttpChannelBuilder builder =
        OkHttpChannelBuilder.forAddress(
                options.host(),
                options.port(),
                options.usesTls()
                    ? Tls.credentials(options.tls())
                    : InsecureChannelCredentials.create())
            .executor(executor)
            .transportExecutor(executor)
            .offloadExecutor(executor)
            .scheduledExecutorService(timers)
            .maxInboundMessageSize(MAX_INBOUND_BYTES)
            // Our own rules decide what is sent again; the trigger never is.
            .disableRetry();
    String serverName = options.tls().serverName();
    if (serverName != null) {
      builder.overrideAuthority(serverName);
    }
    return builder.build();
  }

  /** As many as there is work for: a bound could leave none for a reader that others wait for. */
  private static ExecutorService daemonThreads(String name) {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        },
        // What a channel that is closing still has to say, nobody is there to hear.
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /** The threads of the channel. */
  Executor threads() {
    return executor;
  }

  /**
   * A stub for one call. Fails fast: a server that is away is told at once, not at the deadline.
   */
  MilvusServiceFutureStub stub(CallHeaders headers, Deadline deadline) {
    return MilvusServiceGrpc.newFutureStub(channel)
        .withInterceptors(
            MetadataUtils.newAttachHeadersInterceptor(
                headers.toMetadata(options.credentials().resolve())))
        .withDeadline(deadline);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    // The thread of a cancelled task is interrupted; yet a channel must not outlive its executor.
    boolean interrupted = isInterruptedWhileTheChannelEnds();
    // Interrupts a listener that blocks, which may be what closes this.
    executor.shutdownNow();
    try {
      executor.awaitTermination(CLOSE_NANOS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isInterruptedWhileTheChannelEnds() {
    long deadline = System.nanoTime() + CLOSE_NANOS;
    boolean interrupted = false;
    while (true) {
      try {
        channel.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
