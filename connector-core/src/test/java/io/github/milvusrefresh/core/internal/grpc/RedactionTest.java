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
package io.github.milvusrefresh.core.internal.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @Test
  void masksSecretKeysOfASpecAtAnyDepth() {
    String spec =
        "{\"format\":\"parquet\",\"extfs\":{\"region\":\"eu\",\"access_key_id\":\"AKIA\","
            + "\"access_key_value\":\"s3cret\",\"list\":[{\"sas_token\":\"s3cret\"}],"
            + "\"gcp_credential_json\":{\"a\":\"s3cret\"},\"use_ssl\":true,\"token\":\"\"}}";

    assertThat(Redaction.spec(spec))
        .isEqualTo(
            "{\"format\":\"parquet\",\"extfs\":{\"region\":\"eu\",\"access_key_id\":\"***\","
                + "\"access_key_value\":\"***\",\"list\":[{\"sas_token\":\"***\"}],"
                + "\"gcp_credential_json\":\"***\",\"use_ssl\":true,\"token\":\"\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"not json s3cret", "\"s3cret\"", "[\"s3cret\"]", "{\"a\":", "<invalid spec>"})
  void showsNothingOfASpecItCannotRead(String spec) {
    assertThat(Redaction.spec(spec)).isEqualTo("<invalid spec>");
  }

  /** The keys that Milvus itself counts as secret, {@code secretExtfsKeys}. */
  @ParameterizedTest
  @ValueSource(strings = {"access_key_id", "access_key_value", "ssl_ca_cert", "external_id"})
  void masksWhatMilvusMasks(String key) {
    assertThat(Redaction.spec("{\"" + key + "\":\"s3cret\"}"))
        .isEqualTo("{\"" + key + "\":\"***\"}");
  }

  @Test
  void leavesAnEmptySpecAndAMaskedOneAlone() {
    assertThat(Redaction.spec("")).isEmpty();
    assertThat(Redaction.spec("{\"secret\":\"***\"}")).isEqualTo("{\"secret\":\"***\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3://user:s3cret@bucket/path|s3://***@bucket/path",
        "https://x/y?sig=1&X-Amz-Signature=s3cret&z=2|https://x/y?sig=1&X-Amz-Signature=***&z=2",
        "denied: access_key_value=s3cret, bucket=b|denied: access_key_value=***, bucket=b",
        "bad {\"secret_key\": \"s3cret\"}|bad {\"secret_key\": ***}",
        "upload-token.v2 = 's3cret and more' ok|upload-token.v2 = *** ok",
        "token s3://bucket/secret/a, key: b|token s3://bucket/secret/a, key: b",
        "no files found in external source: file:///tmp/a|no files found in external source: file:///tmp/a"
      })
  void masksTexts(String text, String expected) {
    assertThat(Redaction.text(text)).isEqualTo(expected);
  }

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void takesTimeInProportionToTheLengthOfAText() {
    String word = "a".repeat(100_000);

    assertThat(Redaction.text(word + " token=s3cret")).isEqualTo(word + " token=***");
  }
}
