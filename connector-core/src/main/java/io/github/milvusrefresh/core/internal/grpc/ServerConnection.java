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
import io.github.milvusrefresh.core.internal.RefreshCalls;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * One gRPC channel to a server with one set of credentials. Thread-safe; dials with the first call.
 */
public final class ServerConnection implements AutoCloseable {

  private final ClientChannel channel;
  private final Handshake handshake;
  private final ErrorMapper errors;

  /**
   * Opens a channel.
   *
   * @param options where to, and as whom; database and timeout do not count
   * @param timers runs the timers of the transport; not closed here
   */
  public ServerConnection(ConnectionOptions options, ScheduledExecutorService timers) {
    this.channel = new ClientChannel(options, timers);
    this.errors = new ErrorMapper(options);
    this.handshake = new Handshake(channel, errors);
  }

  /** Makes calls over the channel by the options' database and timeout. */
  public RefreshCalls calls(ConnectionOptions options) {
    return new GrpcRefreshCalls(options, channel, handshake, errors);
  }

  /** The threads of the connection: daemons, as many as there is to do at once. */
  public Executor threads() {
    return channel.threads();
  }

  /** Ends all calls and leaves no thread. */
  @Override
  public void close() {
    channel.close();
  }
}
