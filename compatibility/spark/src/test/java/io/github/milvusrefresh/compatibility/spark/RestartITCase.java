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
package io.github.milvusrefresh.compatibility.spark;

import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RestartITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();
  @TempDir Path directory;

  @Test
  void aWaitOutlivesARestartOfTheServer() throws Exception {
    EmbeddedMilvus first = start(0);
    first.createExternalCollection("docs", "/data/docs", "{\"format\":\"parquet\"}");
    long jobId = first.refresh("docs");
    env.conf("spark.milvus.uri", first.uri());
    CompletableFuture<Row> wait =
        CompletableFuture.supplyAsync(
            () -> env.row("SELECT outcome, polls FROM milvus_await_refresh(%s, '1m')", jobId));
    Eventually.until("the wait polls", () -> first.calls(PROGRESS) > 0);

    int port = first.port();
    first.close();
    try (EmbeddedMilvus second = start(port)) {
      Eventually.until("the wait polls again", () -> second.calls(PROGRESS) > 0);
      second.job(jobId).complete();

      assertThat(wait.get(30, TimeUnit.SECONDS).getString(0)).isEqualTo("COMPLETED");
    }
  }

  private EmbeddedMilvus start(int port) {
    return EmbeddedMilvus.builder()
        .scriptedJobs()
        .dataDirectory(directory.resolve("milvus"))
        .port(port)
        .start();
  }
}
