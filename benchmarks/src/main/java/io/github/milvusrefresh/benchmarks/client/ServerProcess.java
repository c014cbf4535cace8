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

import io.github.milvusrefresh.benchmarks.JavaProcess;
import java.io.IOException;

/**
 * The server in a JVM of its own, so that it shares no heap and no compiler with what is timed.
 *
 * @param process the JVM
 * @param uri where it serves
 * @param jobId the job that runs on
 */
public record ServerProcess(JavaProcess process, String uri, String jobId)
    implements AutoCloseable {

  /** The credentials that it wants. */
  public static final String TOKEN = Server.USER + ":" + Server.PASSWORD;

  /** Where its job is. */
  public static final String DATABASE = Server.DATABASE;

  /**
   * Starts it and waits until it serves.
   *
   * @return the running server
   * @throws IOException if it does not start
   */
  public static ServerProcess start() throws IOException {
    JavaProcess process = JavaProcess.start(Server.class);
    String[] words = process.line().split(" ", 2);
    return new ServerProcess(process, words[0], words[1]);
  }

  /** Ends its input, at which it stops. */
  @Override
  public void close() throws IOException {
    process.close();
  }
}
