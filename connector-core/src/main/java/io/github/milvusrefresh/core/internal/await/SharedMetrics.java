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
package io.github.milvusrefresh.core.internal.await;

import io.github.milvusrefresh.core.RefreshMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reports what concerns all clients of a server to each of them. Thread-safe. */
final class SharedMetrics implements RefreshMetrics {

  private final List<RefreshMetrics> clients = new CopyOnWriteArrayList<>();

  void add(RefreshMetrics client) {
    clients.add(client);
  }

  void remove(RefreshMetrics client) {
    clients.remove(client);
  }

  @Override
  public void polled(PollKind kind, boolean ok, Duration took) {
    clients.forEach(client -> client.polled(kind, ok, took));
  }

  @Override
  public void throttled(Duration delay) {
    clients.forEach(client -> client.throttled(delay));
  }
}
