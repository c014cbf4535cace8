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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar can speak TLS: nothing that it needs was lost in packaging. */
class TlsITCase {

  private static final String PASSWORD = "changeit";

  @TempDir static Path directory;
  private static Path certificate;
  private static Path key;

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @BeforeAll
  static void createCertificate() throws Exception {
    Path store = directory.resolve("localhost.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "localhost",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    certificate = pem("CERTIFICATE", keys.getCertificate("localhost").getEncoded());
    key = pem("PRIVATE KEY", keys.getKey("localhost", PASSWORD.toCharArray()).getEncoded());
  }

  private static Path pem(String label, byte[] der) throws Exception {
    return Files.writeString(
        directory.resolve(label + ".pem"),
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(der)));
  }

  @Test
  void asksOverTls() {
    try (EmbeddedMilvus secure = EmbeddedMilvus.builder().tls(certificate, key).start()) {
      env.conf("spark.milvus.uri", secure.uri());
      env.conf("spark.milvus.tls.ca-cert", certificate);

      assertThat(secure.uri()).startsWith("https://");
      assertThat(env.rows("SELECT * FROM milvus_refresh_jobs()")).isEmpty();
      assertThat(secure.calls(SparkOnMilvus.LIST)).isOne();
    }
  }

  @Test
  void refusesAServerThatItDoesNotTrust() {
    try (EmbeddedMilvus secure = EmbeddedMilvus.builder().tls(certificate, key).start()) {
      env.conf("spark.milvus.uri", secure.uri());
      env.conf("spark.milvus.rpc-timeout", "2s");

      assertThatThrownBy(() -> env.rows("SELECT * FROM milvus_refresh_jobs()"))
          .hasMessageStartingWith("[MILVUS_UNREACHABLE]")
          .hasMessageContaining("a certificate was not accepted");
      assertThat(secure.calls(SparkOnMilvus.LIST)).isZero();
    }
  }
}
