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
package io.github.milvusrefresh.spark;

import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.RefreshClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;

/**
 * The clients of a Spark application: one for each distinct connection, so that sessions share
 * channels but users with other credentials do not. Lives in the driver; closes them when the
 * application ends. Thread-safe.
 */
final class SharedClients extends SparkListener {

  private static final Map<String, SharedClients> BY_APPLICATION = new ConcurrentHashMap<>();

  private final Map<ConnectionOptions, RefreshClient> clients = new HashMap<>();
  private boolean ended;

  private SharedClients() {}

  static SharedClients of(SparkContext context) {
    return BY_APPLICATION.computeIfAbsent(context.applicationId(), id -> listeningTo(context));
  }

  private static SharedClients listeningTo(SparkContext context) {
    SharedClients clients = new SharedClients();
    context.addSparkListener(clients);
    return clients;
  }

  /** Returns the client for the connection; opens it, without dialling, if it is the first. */
  synchronized RefreshClient client(ConnectionOptions options) {
    if (ended) {
      throw new IllegalStateException("The Spark application has ended.");
    }
    return clients.computeIfAbsent(options, RefreshClient::open);
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd end) {
    BY_APPLICATION.values().remove(this);
    close();
  }

  private synchronized void close() {
    ended = true;
    clients.values().forEach(RefreshClient::close);
    clients.clear();
  }
}
