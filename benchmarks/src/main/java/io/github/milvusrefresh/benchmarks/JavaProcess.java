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

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in a JVM of its own, which ends by itself or when its input does. Not thread-safe. */
public final class JavaProcess implements AutoCloseable {

  private final Process process;
  private final BufferedWriter input;
  private final BufferedReader output;

  private JavaProcess(Process process) {
    this.process = process;
    this.input = process.outputWriter(UTF_8);
    this.output = process.inputReader(UTF_8);
  }

  /**
   * Starts a program with the class path of this one.
   *
   * @param program its main class
   * @param args its arguments
   * @return the running program
   * @throws IOException if there is no Java to run it
   */
  public static JavaProcess start(Class<?> program, String... args) throws IOException {
    return start(List.of("-cp", System.getProperty("java.class.path")), program, args);
  }

  /**
   * Starts a program.
   *
   * @param options those of the JVM, a class path among them
   * @param program its main class
   * @param args its arguments
   * @return the running program
   * @throws IOException if there is no Java to run it
   */
  public static JavaProcess start(List<String> options, Class<?> program, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add(program.getName());
    command.addAll(List.of(args));
    return new JavaProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /**
   * Has a program that serves {@link Orders} work.
   *
   * @param number how much of it to do
   * @return how long it took, in nanoseconds
   * @throws IOException if the program ended
   */
  public long order(int number) throws IOException {
    input.write(Integer.toString(number));
    input.newLine();
    input.flush();
    return Long.parseLong(line());
  }

  /**
   * Waits for what the program prints next.
   *
   * @return the line
   * @throws IOException if it ended instead
   */
  public String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("A program ended early: " + process.info().commandLine().orElse("?"));
    }
    return line;
  }

  /**
   * Waits until the program ended.
   *
   * @return the lines that it printed and nobody has read
   * @throws IOException if it failed
   * @throws InterruptedException if the thread is interrupted
   */
  public List<String> lines() throws IOException, InterruptedException {
    List<String> lines = output.lines().toList();
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("A program ended with status " + status + ".");
    }
    return lines;
  }

  /** Ends its input. */
  @Override
  public void close() throws IOException {
    input.close();
  }
}
