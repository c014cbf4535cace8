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

import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.ConnectRequest;
import io.github.milvusrefresh.proto.milvus.ConnectResponse;
import io.github.milvusrefresh.proto.milvus.GetVersionRequest;
import io.github.milvusrefresh.proto.milvus.ListRefreshExternalCollectionJobsRequest;
import org.junit.jupiter.api.Test;

/** The servers in the field that this one can be like. */
class ServerKindsTest extends ServerTest {

  @Test
  void connectsAsMilvus3() {
    start(EmbeddedMilvus.builder());

    ConnectResponse first = client.stub().connect(ConnectRequest.getDefaultInstance());
    ConnectResponse second = client.stub().connect(ConnectRequest.getDefaultInstance());

    assertThat(first.getStatus()).isEqualTo(Status.getDefaultInstance());
    assertThat(first.getServerInfo().getBuildTags()).isEqualTo("v3.0.0");
    assertThat(first.getIdentifier()).isPositive().isNotEqualTo(second.getIdentifier());
    assertThat(version()).isEqualTo("v3.0.0");
  }

  @Test
  void saysAnyVersion() {
    start(EmbeddedMilvus.builder().serverVersion("v3.1.0"));

    assertThat(version()).isEqualTo("v3.1.0");
  }

  @Test
  void hasNoRefreshRpcsAsAMilvus26() {
    start(EmbeddedMilvus.builder().legacy());
    String service = " for service milvus.proto.milvus.MilvusService";

    assertThatThrownBy(() -> client.tryRefresh("books"))
        .hasMessage("UNIMPLEMENTED: unknown method RefreshExternalCollection" + service);
    assertThatThrownBy(() -> client.tryProgress(1))
        .hasMessage("UNIMPLEMENTED: unknown method GetRefreshExternalCollectionProgress" + service);
    assertThatThrownBy(() -> client.tryList(""))
        .hasMessage("UNIMPLEMENTED: unknown method ListRefreshExternalCollectionJobs" + service);
    assertThat(version()).isEqualTo("v2.6.9");
    assertThat(milvus.calls("GetRefreshExternalCollectionProgress")).isEqualTo(1);
  }

  @Test
  void canLackConnect() {
    start(EmbeddedMilvus.builder().withoutConnect());

    assertThatThrownBy(() -> client.stub().connect(ConnectRequest.getDefaultInstance()))
        .hasMessageStartingWith("UNIMPLEMENTED: unknown method Connect");
    assertThat(client.list("")).isEmpty();
  }

  @Test
  void tellsNoSpecAsTheBeta() {
    start(EmbeddedMilvus.builder().virtualTime().scriptedJobs().withoutExternalSpec());
    createCollection("books", 1);

    long job = client.refresh("books");

    assertThat(client.progress(job).getExternalSpec()).isEmpty();
    assertThat(client.progress(job).getExternalSource()).isNotEmpty();
    assertThat(version()).isEqualTo("v3.0.0-beta");
  }

  @Test
  void keepsTheHeadersAndTheDatabaseOfTheLastCall() {
    start(EmbeddedMilvus.builder());
    String rpc = "GetVersion";
    assertThat(milvus.lastHeaders(rpc)).isEmpty();

    client
        .with("client_request_id", "trace-1")
        .with("dbname", "archive")
        .stub()
        .getVersion(GetVersionRequest.getDefaultInstance());

    assertThat(milvus.lastHeaders(rpc))
        .containsEntry("client_request_id", "trace-1")
        .containsEntry("dbname", "archive")
        .containsKey("user-agent");
    assertThat(milvus.calls(rpc)).isEqualTo(1);
  }

  @Test
  void keepsTheDatabaseThatARequestNames() {
    startScripted();
    milvus.createExternalCollection("archive.maps", "/data", "");

    client
        .stub()
        .listRefreshExternalCollectionJobs(
            ListRefreshExternalCollectionJobsRequest.newBuilder()
                .setDbName("archive")
                .setCollectionName("maps")
                .build());

    assertThat(milvus.lastDatabase("ListRefreshExternalCollectionJobs")).isEqualTo("archive");
    assertThat(milvus.lastDatabase("GetVersion")).isEmpty();
  }

  private String version() {
    return client.stub().getVersion(GetVersionRequest.getDefaultInstance()).getVersion();
  }
}
