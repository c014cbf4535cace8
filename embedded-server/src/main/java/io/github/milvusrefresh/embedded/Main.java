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

import io.github.milvusrefresh.embedded.internal.cli.Arguments;
import io.github.milvusrefresh.embedded.internal.cli.ConsoleLog;
import io.github.milvusrefresh.embedded.internal.cli.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs a server alone, from the command line, until the process is told to stop. */
public final class Main {

  private static final String NETTY = "io.grpc.netty.shaded.io.netty.";
  private static final int DEFAULT_PORT = 19_530;
  private static final int EXIT_FAILED = 1;
  private static final int EXIT_USAGE = 2;

  private Main() {}

  /**
   * Starts the server and serves until SIGTERM. Exits with 2 after a wrong argument, and with 1 if
   * it cannot start.
   *
   * @param args the options, see {@code --help}
   */
  public static void main(String[] args) {
    List<String> words = List.of(args);
    if (Arguments.askForHelp(words)) {
      System.out.print(Arguments.HELP);
      return;
    }
    ConsoleLog.install();
    keepNettyFromNativeCode();
    try {
      serve(start(Arguments.parse(words)));
    } catch (Usage | IllegalArgumentException wrong) {
      exit(EXIT_USAGE, wrong);
    } catch (RuntimeException failed) {
      exit(EXIT_FAILED, failed);
    }
  }

  private static EmbeddedMilvus start(Arguments arguments) throws Usage {
    EmbeddedMilvus.Builder builder = EmbeddedMilvus.builder().port(DEFAULT_PORT);
    arguments.whole("--port", 0, 65_535, builder::port);
    arguments.text("--host", builder::host);
    arguments.directory("--data-dir", builder::dataDirectory);
    arguments.credentials("--user", builder::user);
    arguments.files("--tls-cert", "--tls-key", builder::tls);
    arguments.positive("--scan-rate", builder::scanRate);
    arguments.whole("--files-per-task", 1, Integer.MAX_VALUE, builder::filesPerTask);
    arguments.positive("--planning-delay", seconds -> builder.planningDelay(ofSeconds(seconds)));
    arguments.positive("--index-build-time", time -> builder.indexBuildTime(ofSeconds(time)));
    arguments.positive("--load-time", seconds -> builder.loadTime(ofSeconds(seconds)));
    return builder.start();
  }

  /** The jar holds no native libraries, and JDKs from 24 on warn when Netty looks for them. */
  private static void keepNettyFromNativeCode() {
    for (String option : List.of("transport.noNative", "handler.ssl.noOpenSsl", "noUnsafe")) {
      System.setProperty(NETTY + option, "true");
    }
  }

  private static Duration ofSeconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  /** The JVM runs the hook on SIGTERM and SIGINT; the main thread only keeps it alive. */
  private static void serve(EmbeddedMilvus milvus) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  milvus.close();
                  System.out.println("Stopped.");
                  stopped.countDown();
                },
                "embedded-milvus-stop"));
    System.out.println("Listening on " + milvus.uri());
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void exit(int code, Exception why) {
    System.err.println(why.getMessage());
    System.exit(code);
  }
}
