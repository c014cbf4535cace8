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

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The server in a JVM of its own, so that it shares no heap and no compiler with what is timed. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final String uri;
  private final String jobId;

  private ServerProcess(Process process, String uri, String jobId) {
    this.process = process;
    this.uri = uri;
    this.jobId = jobId;
  }

  /** Starts it and waits until it serves. */
  static ServerProcess start() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Server.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output = process.inputReader(UTF_8);
    String line = output.readLine();
    if (line == null) {
      throw new IOException("The server did not start.");
    }
    String[] words = line.split(" ", 2);
    return new ServerProcess(process, words[0], words[1]);
  }

  String uri() {
    return uri;
  }

  String jobId() {
    return jobId;
  }

  /** Ends its input, at which it stops. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
  }
}
