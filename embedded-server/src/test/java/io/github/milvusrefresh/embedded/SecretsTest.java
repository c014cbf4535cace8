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

import io.github.milvusrefresh.embedded.internal.model.ExternalSpec;
import org.junit.jupiter.api.Test;

class SecretsTest extends ServerTest {

  private static final String SPEC =
      """
      {"format": "parquet", "extfs": {"region": "us-east-1", "access_key_id": "AKIA",
       "access_key_value": "hush", "external_id": "shh", "ssl_ca_cert": "PEM", "use_ssl": "true"}}
      """;

  @Test
  void masksSecretsInJobsAndCollections() {
    startScripted();
    milvus.createExternalCollection("books", "s3://bucket/books", SPEC);
    long job = client.refresh("books");

    String masked =
        "{\"extfs\":{\"access_key_id\":\"***\",\"access_key_value\":\"***\","
            + "\"external_id\":\"***\",\"region\":\"us-east-1\",\"ssl_ca_cert\":\"***\","
            + "\"use_ssl\":\"true\"},\"format\":\"parquet\"}";
    assertThat(client.progress(job).getExternalSpec()).isEqualTo(masked);
    assertThat(client.list("books").get(0).getExternalSpec()).isEqualTo(masked);
    assertThat(client.describe("books").getSchema().getExternalSpec()).isEqualTo(masked);
  }

  @Test
  void masksWhatItCannotReadAsAWhole() {
    assertThat(ExternalSpec.redact("{not json")).isEqualTo("<invalid spec>");
    assertThat(ExternalSpec.redact("[1]")).isEqualTo("<invalid spec>");
    assertThat(ExternalSpec.redact("{\"extfs\":\"hush\"}")).isEqualTo("<invalid spec>");
    assertThat(ExternalSpec.redact("")).isEmpty();
  }

  @Test
  void keepsWhatIsNoSecret() {
    assertThat(ExternalSpec.redact("{\"snapshot_id\":\"1\",\"format\":\"<a>\"}"))
        .isEqualTo("{\"format\":\"<a>\",\"snapshot_id\":\"1\"}");
  }
}
