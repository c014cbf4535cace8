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
package io.github.milvusrefresh.compatibility.spark.connect;

import io.github.milvusrefresh.compatibility.support.Eventually;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark Connect server in a process of its own, on a free port. Its configuration names our
 * catalog and no Milvus: that is for the sessions to do.
 */
final class ConnectServer implements AutoCloseable {

  private static final Pattern STARTED = Pattern.compile("Connect server started at: .*:(\\d+)");
  private static final Pattern OPERATION =
      Pattern.compile("ExecuteKey\\([^,]+,[^,]+,([^)]+)\\) is created");

  private final Process process;
  private final Path log;
  private final int port;

  private ConnectServer(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.port = awaitPort();
  }

  static ConnectServer start() {
    try {
      Path classPath = Path.of(System.getProperty("server.class.path"));
      Path log = Path.of("target", "spark-connect-server.log").toAbsolutePath();
      Process process =
          new ProcessBuilder(command(Files.readString(classPath)))
              .directory(new File("target"))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new ConnectServer(process, log);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<String> command(String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What Arrow needs in this JVM, it needs in that one too.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.matches("--add-opens=.*|-Dio\\.netty\\..*"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx1g",
            "-Dlog4j2.configurationFile="
                + Path.of("target/test-classes/log4j2-test.properties").toUri(),
            "-Dspark.master=local[2]",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.ui.enabled=false",
            "-Dspark.sql.shuffle.partitions=1",
            "-Dspark.connect.grpc.binding.address=127.0.0.1",
            "-Dspark.connect.grpc.binding.port=0",
            "-Dspark.sql.catalog.milvus_refresh="
                + "io.github.milvusrefresh.spark.MilvusRefreshProcedureCatalog",
            "-cp",
            classPath,
            "org.apache.spark.sql.connect.service.SparkConnectServer"));
    return command;
  }

  private int awaitPort() {
    Eventually.until(
        "the Connect server listens; its log is " + log,
        () -> !process.isAlive() || STARTED.matcher(log()).find());
    Matcher started = STARTED.matcher(log());
    if (!started.find()) {
      throw new AssertionError("The Connect server did not start:\n" + log());
    }
    return Integer.parseInt(started.group(1));
  }

  /** A session of its own, without options of ours. */
  SparkSession newSession() {
    return SparkSession.builder().remote("sc://127.0.0.1:" + port).create();
  }

  /** The id of the operation that began last. */
  String newestOperation() {
    String newest = "";
    Matcher operation = OPERATION.matcher(log());
    while (operation.find()) {
      newest = operation.group(1);
    }
    return newest;
  }

  /** All that the server wrote. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
