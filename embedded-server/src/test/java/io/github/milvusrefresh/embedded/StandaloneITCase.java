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
package io.github.milvusrefresh.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.proto.milvus.CreateCollectionRequest;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionJobInfo;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionState;
import io.github.milvusrefresh.proto.schema.CollectionSchema;
import io.grpc.TlsChannelCredentials;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a process of its own. */
class StandaloneITCase {

  /** SIGTERM is signal 15; a process that ends by it exits with 128 more. */
  private static final int ENDED_BY_SIGTERM = 143;

  @TempDir Path directory;

  @Test
  void finishesTheSameJobAfterItWasKilled() throws Exception {
    // Eight seconds of work, so that some is left after the restart on a machine with other load.
    DataSet set = DataSet.parquet(directory.resolve("books"), 24);
    String[] options = {
      "--data-dir",
      directory.resolve("data").toString(),
      "--scan-rate",
      "3",
      "--files-per-task",
      "1"
    };
    long job;
    RefreshExternalCollectionJobInfo halfway;
    try (ServerProcess first = ServerProcess.serving(options);
        Client client = first.client()) {
      create(client, set.source());
      job = client.refresh("books");
      halfway = Await.until(() -> client.progress(job), seen -> seen.getProgress() >= 25);
      first.kill();
    }

    try (ServerProcess second = ServerProcess.serving(options);
        Client client = second.client()) {
      RefreshExternalCollectionJobInfo found = client.progress(job);
      RefreshExternalCollectionJobInfo end = Await.end(client, job);

      assertThat(found.getState()).isEqualTo(RefreshExternalCollectionState.RefreshInProgress);
      assertThat(found.getProgress()).isGreaterThanOrEqualTo(halfway.getProgress());
      assertThat(found.getStartTime()).isEqualTo(halfway.getStartTime());
      assertThat(end.getState()).isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
      assertThat(end.getReason()).isEmpty();
      assertThat(client.describe("books").getSchema().getExternalSource()).isEqualTo(set.source());
    }
  }

  @Test
  void losesNoJobItOnceConfirmedHoweverOftenItIsKilled() throws Exception {
    DataSet set = DataSet.parquet(directory.resolve("books"), 50);
    String[] options = {
      "--data-dir",
      directory.resolve("data").toString(),
      "--scan-rate",
      "1000",
      "--files-per-task",
      "1"
    };
    List<Long> confirmed = new ArrayList<>();
    for (int kills = 0; kills < 5; kills++) {
      try (ServerProcess server = ServerProcess.serving(options);
          Client client = server.client()) {
        create(client, set.source());
        confirmed.forEach(job -> Await.end(client, job));
        confirmed.add(client.refresh("books"));
        server.kill();
      }
    }

    try (ServerProcess server = ServerProcess.serving(options);
        Client client = server.client()) {
      assertThat(confirmed)
          .doesNotHaveDuplicates()
          .extracting(job -> Await.end(client, job).getState())
          .containsOnly(RefreshExternalCollectionState.RefreshCompleted);
    }
  }

  @Test
  void stopsOnSigterm() throws Exception {
    try (ServerProcess server = ServerProcess.serving()) {
      URI address = server.address();
      assertThat(address.getHost()).isEqualTo("127.0.0.1");

      server.terminate();

      assertThat(server.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
      assertThat(server.rest()).isEqualTo("Stopped.");
    }
  }

  @Test
  void tellsOnStandardErrorWhatHappensToJobs() throws Exception {
    DataSet set = DataSet.parquet(directory.resolve("books"), 1);
    try (ServerProcess server = ServerProcess.serving();
        Client client = server.client()) {
      create(client, set.source());
      long job = client.refresh("books");
      Await.end(client, job);
      server.terminate();

      assertThat(server.errors())
          .contains("refresh job %d of collection 'books'".formatted(job))
          .contains("completed, 100 %, 1 of 1 tasks")
          .doesNotContain("Epoll");
    }
  }

  @Test
  void asksForCredentials() throws Exception {
    try (ServerProcess server = ServerProcess.serving("--user", "root:Milvus");
        Client client = server.client()) {
      assertThat(client.as("root:Milvus").list("")).isEmpty();
      assertThatThrownBy(() -> client.as("root:wrong").list(""))
          .hasMessageStartingWith("UNAUTHENTICATED");
    }
  }

  @Test
  void servesOverTls() throws Exception {
    Certificates own = Certificates.create(directory, "server");
    try (ServerProcess server =
        ServerProcess.serving(
            "--tls-cert", own.certificate().toString(), "--tls-key", own.key().toString())) {
      URI address = server.address();
      assertThat(address.getScheme()).isEqualTo("https");
      try (Client client =
          Client.of(
              "localhost",
              address.getPort(),
              TlsChannelCredentials.newBuilder()
                  .trustManager(own.certificate().toFile())
                  .build())) {
        assertThat(client.list("")).isEmpty();
      }
    }
  }

  @Test
  void explainsItself() throws Exception {
    try (ServerProcess server = ServerProcess.run("--help")) {
      assertThat(server.rest()).contains("--port NUMBER", "--data-dir DIRECTORY", "--scan-rate");
      assertThat(server.exitCode()).isZero();
    }
  }

  @Test
  void refusesWrongArgumentsInOneSentence() throws Exception {
    assertRefused("--port takes a whole number from 0 to 65535, not 'x'.", 2, "--port", "x");
    assertRefused("There is no host 'no.such.host.invalid'.", 2, "--host", "no.such.host.invalid");
    assertRefused("--tls-cert and --tls-key need each other.", 2, "--tls-cert", "x.pem");
  }

  @Test
  void saysWhenItCannotStart() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    try (ServerProcess first = ServerProcess.serving("--data-dir", data.toString())) {
      int port = first.address().getPort();

      assertRefused(
          "The data directory '%s' is in use by another server.".formatted(data),
          1,
          "--port",
          "0",
          "--data-dir",
          data.toString());
      assertRefused(
          "Cannot listen on 127.0.0.1:%d: Address already in use".formatted(port),
          1,
          "--port",
          String.valueOf(port));
    }
  }

  private static void assertRefused(String message, int exitCode, String... options)
      throws Exception {
    try (ServerProcess server = ServerProcess.run(options)) {
      assertThat(server.errors()).isEqualTo(message);
      assertThat(server.rest()).isEmpty();
      assertThat(server.exitCode()).isEqualTo(exitCode);
    }
  }

  private static void create(Client client, String source) {
    CollectionSchema schema =
        CollectionSchema.newBuilder()
            .setExternalSource(source)
            .setExternalSpec(DataSet.PARQUET)
            .build();
    client
        .stub()
        .createCollection(
            CreateCollectionRequest.newBuilder()
                .setCollectionName("books")
                .setSchema(schema.toByteString())
                .build());
  }
}
