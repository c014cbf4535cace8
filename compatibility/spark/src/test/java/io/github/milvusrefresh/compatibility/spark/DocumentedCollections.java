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

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The collections that the documentation speaks of: over files that are there, and indexed. */
final class DocumentedCollections {

  private DocumentedCollections() {}

  /** A server whose jobs take no longer than their work. */
  static SparkOnMilvus server() {
    return new SparkOnMilvus(DocumentedCollections::withoutDelays);
  }

  static EmbeddedMilvus.Builder withoutDelays(EmbeddedMilvus.Builder milvus) {
    return milvus
        .filesPerTask(1)
        .planningDelay(Duration.ZERO)
        .finalizationDelay(Duration.ZERO)
        .indexBuildTime(Duration.ZERO);
  }

  /** Writes their files into a directory, and creates them. */
  static void create(SparkOnMilvus env, Path lake) {
    String source = lake.resolve("docs").toUri().toString();
    env.spark().range(100).write().parquet(source);
    env.milvus().dropCollection("docs");
    for (String collection : List.of("docs", "news")) {
      create(env.milvus(), collection, source);
    }
  }

  static void create(EmbeddedMilvus milvus, String collection, String source) {
    milvus.createExternalCollection(collection, source, "{\"format\":\"parquet\"}");
    milvus.createIndex(collection, "vector");
  }
}
