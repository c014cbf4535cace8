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

import io.github.milvusrefresh.proto.common.LoadState;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.ConnectRequest;
import io.grpc.StatusRuntimeException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest extends ServerTest {

  @BeforeEach
  void startServer() {
    start(
        EmbeddedMilvus.builder()
            .virtualTime()
            .scriptedJobs()
            .user("root", "Mil:vus")
            .userWithoutPrivileges("reader", "secret")
            .apiKey("key-1"));
    createCollection("books", 1);
  }

  @Test
  void letsKnownCallersIn() {
    Client root = client.as("root:Mil:vus");
    Client key = client.as("key-1");

    long job = root.refresh("books");

    assertThat(key.progress(job).getJobId()).isEqualTo(job);
  }

  @Test
  void refusesCallersWithoutCredentialsInEveryCall() {
    String missing = "UNAUTHENTICATED: missing authorization in header";

    assertRefused(client, caller -> caller.tryRefresh("books"), missing);
    assertRefused(client, caller -> caller.tryProgress(1), missing);
    assertRefused(client, caller -> caller.tryList("books"), missing);
    assertRefused(
        client, caller -> caller.stub().connect(ConnectRequest.getDefaultInstance()), missing);
  }

  @Test
  void refusesWrongCredentials() {
    assertRefused(
        client.as("root:wrong"),
        caller -> caller.tryProgress(1),
        "UNAUTHENTICATED: auth check failure, please check username and password are correct");
    assertRefused(
        client.as("key-2"),
        caller -> caller.tryProgress(1),
        "UNAUTHENTICATED: auth check failure, please check api key is correct");
    assertRefused(
        client.with("authorization", "Bearer key-1"),
        caller -> caller.tryProgress(1),
        "UNAUTHENTICATED: invalid token format");
  }

  @Test
  void asksForAPrivilegeToRefreshAndForNoneToLook() {
    long job = client.as("root:Mil:vus").refresh("books");
    Client reader = client.as("reader:secret");

    assertRefused(
        reader,
        caller -> caller.tryRefresh("books"),
        "PERMISSION_DENIED: PrivilegeRefreshExternalCollection:"
            + " permission deny to reader in the `default` database");
    assertThat(reader.progress(job).getJobId()).isEqualTo(job);
    assertThat(reader.list("")).hasSize(1);
  }

  @Test
  void asksForPrivilegesOfTheirOwnForIndexesAndLoads() {
    Client reader = client.as("reader:secret");

    assertRefused(
        reader,
        caller -> caller.tryDescribeIndex("books", ""),
        "PERMISSION_DENIED: PrivilegeIndexDetail:"
            + " permission deny to reader in the `default` database");
    assertRefused(
        reader,
        caller -> caller.loadState("books"),
        "PERMISSION_DENIED: PrivilegeGetLoadState:"
            + " permission deny to reader in the `default` database");
    assertThat(client.as("key-1").loadState("books")).isEqualTo(LoadState.LoadStateNotLoad);
  }

  @Test
  void looksUpThePrivilegeInTheDatabaseOfTheHeader() {
    assertRefused(
        client.as("reader:secret").with("dbname", "archive"),
        caller -> caller.tryRefresh("books"),
        "PERMISSION_DENIED: PrivilegeRefreshExternalCollection:"
            + " permission deny to reader in the `archive` database");
  }

  @Test
  void checksThePrivilegeBeforeAnythingElse() {
    assertRefused(
        client.as("reader:secret"),
        caller -> caller.tryRefresh("nowhere"),
        "PERMISSION_DENIED: PrivilegeRefreshExternalCollection:"
            + " permission deny to reader in the `default` database");
  }

  @Test
  void asksForNothingWithoutUsers() {
    stop();
    startScripted();

    assertThat(client.tryList("").getStatus()).isEqualTo(Status.getDefaultInstance());
  }

  private static void assertRefused(Client caller, Consumer<Client> call, String message) {
    assertThatThrownBy(() -> call.accept(caller))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessage(message);
  }
}
