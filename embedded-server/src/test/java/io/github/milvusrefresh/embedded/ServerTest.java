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

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Holds a server and a client for the length of a test. */
abstract class ServerTest {

  static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path directory;
  EmbeddedMilvus milvus;
  Client client;

  void start(EmbeddedMilvus.Builder builder) {
    milvus = builder.start();
    client = Client.of(milvus);
  }

  /** Time stands still, and jobs wait to be moved by the test. */
  void startScripted() {
    start(EmbeddedMilvus.builder().virtualTime().scriptedJobs());
  }

  /** Creates an external collection over a directory of its own with that many good files. */
  DataSet createCollection(String name, int files) {
    DataSet set = DataSet.parquet(directory.resolve(name), files);
    milvus.createExternalCollection(name, set.source(), DataSet.PARQUET);
    return set;
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
    }
    if (milvus != null) {
      milvus.close();
    }
  }
}
