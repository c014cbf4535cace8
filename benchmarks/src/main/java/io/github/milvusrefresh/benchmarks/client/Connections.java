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
package io.github.milvusrefresh.benchmarks.client;

import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.Credentials;
import io.github.milvusrefresh.core.RefreshClient;

/** Both ways to one server: through our client, and raw. */
final class Connections implements AutoCloseable {

  private final RefreshClient client;
  private final RawCalls raw;

  Connections(String uri) {
    ConnectionOptions options = options(uri);
    this.client = RefreshClient.open(options);
    this.raw = new RawCalls(options);
  }

  static ConnectionOptions options(String uri) {
    return ConnectionOptions.builder(uri)
        .credentials(new Credentials.UserPassword(Server.USER, Server.PASSWORD))
        .database(Server.DATABASE)
        .build();
  }

  RefreshClient client() {
    return client;
  }

  RawCalls raw() {
    return raw;
  }

  @Override
  public void close() {
    client.close();
    raw.close();
  }
}
