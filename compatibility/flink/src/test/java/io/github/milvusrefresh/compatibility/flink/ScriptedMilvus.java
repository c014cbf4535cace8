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
package io.github.milvusrefresh.compatibility.flink;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.Credentials;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server for each test, whose jobs stand still until the test moves them. */
final class ScriptedMilvus implements BeforeEachCallback, AfterEachCallback {

  static final String COLLECTION = "docs";
  static final String PROGRESS = "GetRefreshExternalCollectionProgress";
  static final String LIST = "ListRefreshExternalCollectionJobs";

  private EmbeddedMilvus server;
  private String token = "";

  @Override
  public void beforeEach(ExtensionContext context) {
    server = start(EmbeddedMilvus.builder());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    server.close();
  }

  private static EmbeddedMilvus start(EmbeddedMilvus.Builder builder) {
    EmbeddedMilvus started = builder.scriptedJobs().start();
    started.createExternalCollection(COLLECTION, "s3://bucket/docs", "{\"format\":\"parquet\"}");
    return started;
  }

  /** Replaces the server by another kind. */
  void restart(UnaryOperator<EmbeddedMilvus.Builder> kind) {
    server.close();
    server = start(kind.apply(EmbeddedMilvus.builder()));
  }

  /** Replaces the server by one that wants a token, also from this. */
  void lock(String newToken) {
    restart(builder -> builder.apiKey(newToken));
    token = newToken;
  }

  /** Replaces the server by one that keeps what is in its data directory. */
  void resume(EmbeddedMilvus.Builder builder) {
    server.close();
    server = builder.scriptedJobs().start();
  }

  EmbeddedMilvus server() {
    return server;
  }

  String uri() {
    return server.uri();
  }

  JobControl refresh() {
    return server.job(server.refresh(COLLECTION));
  }

  /** The newest job of the collection, whoever started it. */
  JobControl latestJob() {
    return server.job(jobs().get(0).jobId());
  }

  /** The job of the collection that has not ended, once it is there. */
  JobControl activeJob() throws Exception {
    Eventually.until(
        "a job is active", () -> !jobs().isEmpty() && !jobs().get(0).state().isTerminal());
    return latestJob();
  }

  /** Completes the job of the collection that has not ended, if there is one. */
  void completeActiveJob() {
    jobs().stream()
        .filter(job -> !job.state().isTerminal())
        .forEach(job -> server.job(job.jobId()).complete());
  }

  private List<RefreshJob> jobs() {
    return Reader.jobs(uri(), token);
  }

  int polls() {
    return server.calls(PROGRESS);
  }

  int lists() {
    return server.calls(LIST);
  }

  /** Loaded when it is used: where jobs bring the connector, tests do not have it. */
  private static final class Reader {

    static List<RefreshJob> jobs(String uri, String token) {
      ConnectionOptions.Builder connection = ConnectionOptions.builder(uri);
      if (!token.isEmpty()) {
        connection.credentials(new Credentials.Token(token));
      }
      try (RefreshClient client = RefreshClient.open(connection.build())) {
        return client.jobs(CollectionName.parse(COLLECTION));
      }
    }
  }
}
