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
import org.apache.spark.SparkEnv;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a Spark application has of ours, in its driver: a client for each distinct connection, so
 * that sessions share channels but users with other credentials do not; the guard of its waits; its
 * metrics. Closes the clients when the application ends. Thread-safe.
 */
final class RefreshApplication extends SparkListener {

  private static final Logger LOG = LoggerFactory.getLogger(RefreshApplication.class);
  private static final Map<String, RefreshApplication> BY_ID = new ConcurrentHashMap<>();

  private final Map<ConnectionOptions, RefreshClient> clients = new HashMap<>();
  private final OrphanGuard guard = new OrphanGuard();
  private final ApplicationMetrics metrics = new ApplicationMetrics();
  private boolean ended;

  private RefreshApplication() {}

  static RefreshApplication of(SparkContext context) {
    return BY_ID.computeIfAbsent(context.applicationId(), id -> listeningTo(context));
  }

  private static RefreshApplication listeningTo(SparkContext context) {
    RefreshApplication application = new RefreshApplication();
    context.addSparkListener(application);
    context.addSparkListener(application.guard);
    application.registerMetrics();
    return application;
  }

  /** What is measured is not worth a query that fails. */
  private void registerMetrics() {
    try {
      SparkEnv.get().metricsSystem().registerSource(metrics);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The metrics of Milvus refreshes are missing in Spark's metrics system.", e);
    }
  }

  /** Returns the client for the connection; opens it, without dialling, if it is the first. */
  synchronized RefreshClient client(ConnectionOptions options) {
    if (ended) {
      throw new IllegalStateException("The Spark application has ended.");
    }
    return clients.computeIfAbsent(options, missing -> RefreshClient.open(missing, metrics));
  }

  OrphanGuard guard() {
    return guard;
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd end) {
    BY_ID.values().remove(this);
    close();
  }

  private synchronized void close() {
    ended = true;
    clients.values().forEach(RefreshClient::close);
    clients.clear();
  }
}
