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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar can speak TLS: nothing that it needs was lost in packaging. */
class TlsITCase {

  @TempDir static Path directory;
  private static Certificate certificate;

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @BeforeAll
  static void createCertificate() throws Exception {
    certificate = Certificate.in(directory);
  }

  private static EmbeddedMilvus start() {
    return EmbeddedMilvus.builder().tls(certificate.file(), certificate.key()).start();
  }

  @Test
  void asksOverTls() {
    try (EmbeddedMilvus secure = start()) {
      env.conf("spark.milvus.uri", secure.uri());
      env.conf("spark.milvus.tls.ca-cert", certificate.file());

      assertThat(secure.uri()).startsWith("https://");
      assertThat(env.rows("SELECT * FROM milvus_refresh_jobs()")).isEmpty();
      assertThat(secure.calls(SparkOnMilvus.LIST)).isOne();
    }
  }

  @Test
  void refusesAServerThatItDoesNotTrust() {
    try (EmbeddedMilvus secure = start()) {
      env.conf("spark.milvus.uri", secure.uri());
      env.conf("spark.milvus.rpc-timeout", "2s");

      assertThatThrownBy(() -> env.rows("SELECT * FROM milvus_refresh_jobs()"))
          .hasMessageStartingWith("[MILVUS_UNREACHABLE]")
          .hasMessageContaining("a certificate was not accepted");
      assertThat(secure.calls(SparkOnMilvus.LIST)).isZero();
    }
  }
}
