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
package io.github.milvusrefresh.benchmarks;

/** Which threads are those of the client. */
public final class ClientThreads {

  /** The thread that reads answers, as gRPC renames it meanwhile. */
  private static final String READER = "OkHttpClientTransport";

  private ClientThreads() {}

  /**
   * Tells a thread by its name.
   *
   * @param name of the thread
   * @return whether it is the client's
   */
  public static boolean isOne(String name) {
    return name.startsWith("milvus-refresh-") || name.equals(READER);
  }
}
