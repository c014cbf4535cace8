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

import io.grpc.InsecureChannelCredentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged jar, run as its users run it. */
final class ServerProcess implements AutoCloseable {

  private static final String LISTENING = "Listening on ";
  private static final long LONGEST_SECONDS = 30;

  private final Process process;
  private final BufferedReader output;

  private ServerProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static ServerProcess run(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Collections.addAll(command, "-jar", System.getProperty("embedded.jar"));
    Collections.addAll(command, options);
    return new ServerProcess(new ProcessBuilder(command).start());
  }

  /** Runs a server that is expected to serve, on any free port. */
  static ServerProcess serving(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--port", "0"));
    Collections.addAll(all, options);
    return run(all.toArray(String[]::new));
  }

  /** Returns a client of the address that the server prints once it listens. */
  Client client() throws IOException {
    URI address = address();
    return Client.of(address.getHost(), address.getPort(), InsecureChannelCredentials.create());
  }

  URI address() throws IOException {
    String line = output.readLine();
    if (line == null || !line.startsWith(LISTENING)) {
      throw new AssertionError("Expected an address, got '" + line + "': " + errors());
    }
    return URI.create(line.substring(LISTENING.length()));
  }

  /** Sends SIGTERM; through the handle, because the process would close its streams too. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  String rest() throws IOException {
    return String.join("\n", output.lines().toList());
  }

  String errors() throws IOException {
    return String.join("\n", process.errorReader().lines().toList());
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The server did not end within " + LONGEST_SECONDS + " s");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
