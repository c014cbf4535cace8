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
package io.github.milvusrefresh.core.internal.endpoint;

import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.Credentials;
import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.core.TlsOptions;
import io.github.milvusrefresh.core.internal.RefreshCalls;
import io.github.milvusrefresh.core.internal.await.AwaitContext;
import io.github.milvusrefresh.core.internal.await.Scheduler;
import io.github.milvusrefresh.core.internal.await.ServerPolling;
import io.github.milvusrefresh.core.internal.await.SystemScheduler;
import io.github.milvusrefresh.core.internal.grpc.ServerConnection;
import java.util.HashMap;
import java.util.Map;

/**
 * One server with one set of credentials: a channel, a scheduler thread and the polls, for all
 * clients of the process. The last client that releases it closes it. Thread-safe.
 */
public final class Endpoint {

  private static final Map<Key, Endpoint> OPEN = new HashMap<>();

  /** What must be equal to share a channel. Never shown: it holds secrets. */
  private record Key(String host, int port, boolean isTls, TlsOptions tls, Credentials as) {

    static Key of(ConnectionOptions options) {
      return new Key(
          options.host(), options.port(), options.usesTls(), options.tls(), options.credentials());
    }
  }

  private final Key key;
  private final SystemScheduler scheduler;
  private final ServerConnection connection;
  private final ServerPolling polling;
  private int users;

  private Endpoint(Key key, ConnectionOptions options) {
    this.key = key;
    this.scheduler = new SystemScheduler("milvus-refresh-" + options.address());
    this.connection = new ServerConnection(options, scheduler.executor());
    this.polling = new ServerPolling(scheduler, connection.threads());
  }

  /** Returns the endpoint that these options lead to; opens it, without dialling, if need be. */
  public static Endpoint acquire(ConnectionOptions options, RefreshMetrics user) {
    Key key = Key.of(options);
    synchronized (OPEN) {
      Endpoint endpoint = OPEN.get(key);
      if (endpoint == null) {
        endpoint = new Endpoint(key, options);
        OPEN.put(key, endpoint);
      }
      endpoint.users++;
      endpoint.polling.join(user);
      return endpoint;
    }
  }

  /** Gives it up; the last user closes it and waits for its threads to end. */
  public void release(RefreshMetrics user) {
    synchronized (OPEN) {
      polling.leave(user);
      users--;
      if (users > 0) {
        return;
      }
      OPEN.remove(key);
    }
    connection.close();
    scheduler.close();
  }

  /** Makes the calls of one client. */
  public RefreshCalls calls(ConnectionOptions options) {
    return connection.calls(options);
  }

  /** Time, and the thread of all waits. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /**
   * What the waits of one client work with. Their answers are read on the scheduler's thread, where
   * they are acted on: that spares a thread, and a hand-over.
   */
  public AwaitContext context(
      ConnectionOptions options, RefreshCalls calls, RefreshMetrics metrics) {
    return polling.context(
        options.database().orElse(""),
        () -> connection.calls(options).answeringOn(scheduler.executor()),
        calls.answeringOn(scheduler.executor()),
        metrics,
        options.rpcTimeout());
  }
}
