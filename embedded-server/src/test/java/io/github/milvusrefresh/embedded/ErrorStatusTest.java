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

import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.CreateCollectionRequest;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressResponse;
import io.github.milvusrefresh.proto.milvus.ListRefreshExternalCollectionJobsResponse;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionRequest;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionResponse;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // the legacy error code is part of what is tested
class ErrorStatusTest extends ServerTest {

  @Test
  void answersAnUnknownJobAsAnInvalidParameter() {
    startScripted();
    GetRefreshExternalCollectionProgressResponse response = client.tryProgress(42);

    Status status = response.getStatus();
    assertThat(status.getCode()).isEqualTo(1100);
    assertThat(status.getErrorCodeValue()).isEqualTo(5);
    assertThat(status.getReason()).isEqualTo("refresh job 42 not found: invalid parameter");
    assertThat(status.getDetail()).isEqualTo(status.getReason());
    assertThat(status.getRetriable()).isFalse();
    assertThat(status.getExtraInfoMap()).containsEntry("is_input_error", "true");
  }

  @Test
  void leavesEverythingButTheStatusOutOfAnErrorReply() {
    startScripted();

    assertThat(client.tryProgress(0).hasJobInfo()).isFalse();
    assertThat(client.tryRefresh("nowhere").getJobId()).isZero();
    assertThat(client.tryList("nowhere").getJobsList()).isEmpty();
  }

  @Test
  void answersAMissingCollection() {
    startScripted();

    Status refresh = client.tryRefresh("nowhere").getStatus();
    Status list = client.tryList("nowhere").getStatus();

    assertThat(refresh.getCode()).isEqualTo(100);
    assertThat(refresh.getErrorCodeValue()).isEqualTo(4);
    assertThat(refresh.getReason())
        .isEqualTo("collection not found[database=default][collection=nowhere]");
    assertThat(refresh.getRetriable()).isFalse();
    assertThat(list).isEqualTo(refresh);
  }

  @Test
  void answersAMissingDatabase() {
    startScripted();
    Status status =
        client
            .stub()
            .refreshExternalCollection(
                RefreshExternalCollectionRequest.newBuilder()
                    .setDbName("nowhere")
                    .setCollectionName("books")
                    .build())
            .getStatus();

    assertThat(status.getCode()).isEqualTo(800);
    assertThat(status.getErrorCodeValue()).isEqualTo(1);
    assertThat(status.getReason()).isEqualTo("database not found[database=nowhere]");
  }

  @Test
  void refusesToRefreshANormalCollection() {
    startScripted();
    client
        .stub()
        .createCollection(CreateCollectionRequest.newBuilder().setCollectionName("normal").build());

    Status status = client.tryRefresh("normal").getStatus();
    ListRefreshExternalCollectionJobsResponse list = client.tryList("normal");

    assertThat(status.getCode()).isEqualTo(105);
    assertThat(status.getReason())
        .isEqualTo("not an external collection: illegal collection schema[collection=normal]");
    assertThat(list.getStatus()).isEqualTo(Status.getDefaultInstance());
    assertThat(list.getJobsList()).isEmpty();
  }

  @Test
  void refusesAnEmptyCollectionName() {
    startScripted();

    assertThat(client.tryRefresh("").getStatus().getReason())
        .isEqualTo("collection name should not be empty: invalid parameter");
  }

  @Test
  void refusesASourceWithoutASpecAndTheOtherWayRound() {
    startScripted();
    createCollection("books", 1);

    Status sourceAlone = client.tryRefresh("books", "/data", "").getStatus();
    Status specAlone = client.tryRefresh("books", "", DataSet.PARQUET).getStatus();

    assertThat(sourceAlone.getCode()).isEqualTo(1100);
    assertThat(sourceAlone.getReason()).contains("both provided or both omitted");
    assertThat(specAlone).isEqualTo(sourceAlone);
  }

  @Test
  void refusesUnknownSchemesAndCredentialsInTheSource() {
    startScripted();
    createCollection("books", 1);

    Status scheme = client.tryRefresh("books", "ftp://host/x", DataSet.PARQUET).getStatus();
    Status secret = client.tryRefresh("books", "s3://key:secret@b/x", DataSet.PARQUET).getStatus();

    assertThat(scheme.getCode()).isEqualTo(1100);
    assertThat(scheme.getReason()).contains("external_source scheme \"ftp\" is not allowed");
    assertThat(secret.getCode()).isEqualTo(1100);
    assertThat(secret.getReason()).contains("must not embed credentials").doesNotContain("secret@");
  }

  @Test
  void refusesASpecThatItCannotReadWithoutRepeatingIt() {
    startScripted();
    createCollection("books", 1);

    Status malformed = client.tryRefresh("books", "/data", "{my-secret").getStatus();
    Status format = client.tryRefresh("books", "/data", "{\"format\":\"csv\"}").getStatus();

    assertThat(malformed.getCode()).isEqualTo(1100);
    assertThat(malformed.getReason()).contains("valid external_spec", "<redacted>");
    assertThat(malformed.getReason()).doesNotContain("my-secret");
    assertThat(format.getReason()).contains("unsupported format \"csv\"", "parquet");
  }

  @Test
  void refusesASecondRefreshAndNamesTheFirst() {
    startScripted();
    createCollection("books", 1);
    long active = client.refresh("books");

    RefreshExternalCollectionResponse second = client.tryRefresh("books");

    assertThat(second.getJobId()).isZero();
    assertThat(second.getStatus().getCode()).isEqualTo(703);
    assertThat(second.getStatus().getRetriable()).isFalse();
    assertThat(second.getStatus().getReason())
        .isEqualTo(
            ("refresh job %d is already in progress for collection books, please wait for it to"
                    + " complete or cancel it first:"
                    + " task duplicates[taskType=refresh_external_collection]")
                .formatted(active));
  }

  @Test
  void canRefuseASecondRefreshAsAnInvalidParameter() {
    start(EmbeddedMilvus.builder().virtualTime().scriptedJobs().duplicateErrorCode(1100));
    createCollection("books", 1);
    long active = client.refresh("books");

    Status status = client.tryRefresh("books").getStatus();

    assertThat(status.getCode()).isEqualTo(1100);
    assertThat(status.getReason())
        .startsWith("refresh job " + active + " is already in progress")
        .endsWith(": invalid parameter");
    assertThat(status.getRetriable()).isFalse();
  }

  @Test
  void canAnswerWithTheLegacyCodeAlone() {
    start(EmbeddedMilvus.builder().virtualTime().legacyStatus());

    Status status = client.tryProgress(42).getStatus();

    assertThat(status.getCode()).isZero();
    assertThat(status.getErrorCodeValue()).isEqualTo(5);
    assertThat(status.getReason()).contains("refresh job 42 not found");
    assertThat(status.getDetail()).isEmpty();
    assertThat(status.getExtraInfoMap()).isEmpty();
  }

  @Test
  void looksAtTheRequestBeforeItLooksForAnActiveJob() {
    startScripted();
    createCollection("books", 1);
    client.refresh("books");

    assertThat(client.tryRefresh("books", "/data", "").getStatus().getReason())
        .contains("both provided or both omitted");
  }
}
