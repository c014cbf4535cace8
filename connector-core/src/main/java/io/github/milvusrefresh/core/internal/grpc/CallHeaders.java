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

import io.grpc.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of one call, as Milvus' servers and SDKs have it (MILVUS-CLIENTS.md, section 2).
 *
 * @param database sent as {@code dbname}, not sent if empty; privileges are checked against it
 * @param clientRequestId sent as {@code client_request_id}
 * @param identifier what the server gave us in the handshake; sent if present
 */
record CallHeaders(String database, String clientRequestId, OptionalLong identifier) {

  private static final Metadata.Key<String> AUTHORIZATION = key("authorization");
  private static final Metadata.Key<String> DATABASE = key("dbname");
  private static final Metadata.Key<String> REQUEST_ID = key("client_request_id");
  private static final Metadata.Key<String> REQUEST_TIME = key("client-request-unixmsec");
  private static final Metadata.Key<String> IDENTIFIER = key("identifier");

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  static CallHeaders of(String database, @Nullable String clientRequestId) {
    return new CallHeaders(
        database,
        clientRequestId == null ? generateRequestId() : clientRequestId,
        OptionalLong.empty());
  }

  CallHeaders withIdentifier(OptionalLong newIdentifier) {
    return new CallHeaders(database, clientRequestId, newIdentifier);
  }

  /**
   * 32 lower-case hex digits, which count as an OpenTelemetry trace id and are as random as there:
   * nobody trusts in them.
   */
  private static String generateRequestId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  Metadata toMetadata(Optional<String> secret) {
    Metadata metadata = new Metadata();
    // Plain base64, without Basic or Bearer: that is what Milvus decodes.
    secret.ifPresent(s -> metadata.put(AUTHORIZATION, base64(s)));
    if (!database.isEmpty()) {
      metadata.put(DATABASE, database);
    }
    metadata.put(REQUEST_ID, clientRequestId);
    metadata.put(REQUEST_TIME, Long.toString(System.currentTimeMillis()));
    identifier.ifPresent(id -> metadata.put(IDENTIFIER, Long.toString(id)));
    return metadata;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
