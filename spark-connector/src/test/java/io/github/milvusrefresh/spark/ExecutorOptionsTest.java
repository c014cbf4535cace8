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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.Credentials;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class ExecutorOptionsTest {

  private static final Map<String, String> TOKEN = Map.of("uri", "http://h", "token", "s3cret");
  private static final Map<String, String> PASSWORD =
      Map.of("uri", "http://h", "username", "root", "password", "s3cret");

  private final SparkConf conf = new SparkConf(false);

  private static String serialized(ExecutorOptions options) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(options);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void theSecretsOfTheApplicationAreFoundAgainAndNotSent() throws IOException {
    conf.set("spark.milvus.token", "s3cret");

    ExecutorOptions options = ExecutorOptions.of(TOKEN, conf);

    assertThat(serialized(options)).contains("http://h").doesNotContain("s3cret");
    assertThat(options.onExecutor(conf).connection().credentials())
        .isEqualTo(new Credentials.Token("s3cret"));
  }

  @Test
  void aPasswordOfTheApplicationIsFoundAgainAndNotSent() throws IOException {
    conf.set("spark.milvus.username", "root").set("spark.milvus.password", "s3cret");

    ExecutorOptions options = ExecutorOptions.of(PASSWORD, conf);

    assertThat(serialized(options)).contains("http://h").doesNotContain("s3cret");
    assertThat(options.onExecutor(conf).connection().credentials())
        .isEqualTo(new Credentials.UserPassword("root", "s3cret"));
  }

  @Test
  void secretsThatTheExecutorWouldNotFindAreRefused() {
    conf.set("spark.milvus.token", "another");

    for (Map<String, String> options : List.of(TOKEN, PASSWORD)) {
      assertThatThrownBy(() -> ExecutorOptions.of(options, conf))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageContaining("stays in the driver")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void aReferenceToATokenIsSent() {
    ExecutorOptions options =
        ExecutorOptions.of(Map.of("uri", "http://h", "token-file", "/run/token"), conf);

    assertThat(options.onExecutor(conf).connection().credentials())
        .isEqualTo(new Credentials.TokenFile("/run/token"));
  }
}
