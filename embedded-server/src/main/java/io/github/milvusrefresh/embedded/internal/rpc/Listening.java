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
package io.github.milvusrefresh.embedded.internal.rpc;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens.
 *
 * @param host the address to bind
 * @param port the port; 0 for any free one
 * @param certificate a PEM file, with {@code key}; null for plain text
 * @param key a PEM file
 * @param clientCa a PEM file; if given, clients must show a certificate signed by it
 */
public record Listening(
    String host,
    int port,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable Path clientCa) {

  public boolean tls() {
    return certificate != null;
  }
}
