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

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.io.IOException;

/** The embedded server with one job that runs on, in a process that ends with its parent. */
final class Server {

  static final String USER = "root";
  static final String PASSWORD = "Milvus";
  static final String DATABASE = "lake";

  private static final String COLLECTION = DATABASE + ".docs";
  private static final String SOURCE = "s3://warehouse/documents/2026/11/embeddings/";
  private static final String SPEC =
      "{\"format\":\"parquet\",\"extfs\":{\"cloud_provider\":\"aws\",\"region\":\"eu-central-1\"}}";
  private static final int PROGRESS = 42;

  private Server() {}

  /** Serves until standard input ends, after a line that says where and which job. */
  public static void main(String[] args) throws IOException {
    try (EmbeddedMilvus milvus = start()) {
      System.out.println(milvus.uri() + " " + startJob(milvus));
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }

  static EmbeddedMilvus start() {
    return EmbeddedMilvus.builder().user(USER, PASSWORD).scriptedJobs().start();
  }

  static long startJob(EmbeddedMilvus milvus) {
    milvus.createDatabase(DATABASE);
    milvus.createExternalCollection(COLLECTION, SOURCE, SPEC);
    return milvus.job(milvus.refresh(COLLECTION)).inProgress(PROGRESS).jobId();
  }
}
