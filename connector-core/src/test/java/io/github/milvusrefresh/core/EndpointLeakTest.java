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
package io.github.milvusrefresh.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.File;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A process that opens and closes clients all day long, as a cluster of many jobs does. */
class EndpointLeakTest extends WireTest {

  private static final int ROUNDS = 1_000;
  private static final int ROUNDS_PER_CALL = 20;

  /** Threads and sockets of the server come and go by themselves; a leak would be one a call. */
  private static final int TOLERANCE = ROUNDS / ROUNDS_PER_CALL / 2;

  @Test
  void aThousandClientsLeaveNoThreadAndNoSocket() {
    assumeTrue(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean,
        "open sockets can be counted");
    startServerAlone();
    round(true);
    Set<Long> threads = threads();
    long files = openFiles();

    for (int round = 0; round < ROUNDS; round++) {
      round(round % ROUNDS_PER_CALL == 0);
    }

    until(
        "all threads have ended",
        () -> threads().stream().filter(id -> !threads.contains(id)).count() < TOLERANCE);
    until("all sockets are closed", () -> openFiles() - files < TOLERANCE);
    assertThat(server.calls("Connect")).isEqualTo(1 + ROUNDS / ROUNDS_PER_CALL);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(
            thread ->
                thread.getName().startsWith("milvus-refresh-")
                    && thread.getName().contains(":" + server.port()));
  }

  /** A client that stays open would keep the endpoint of all others. */
  private void startServerAlone() {
    start(scripted());
    client.close();
  }

  private void round(boolean calls) {
    RefreshClient next = open(new Credentials.None());
    if (calls) {
      assertThat(next.jobs()).isEmpty();
    }
    next.close();
  }

  private static Set<Long> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getId)
        .collect(Collectors.toSet());
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  /** Flink loads the connector anew for each job: what stays would fill the metaspace. */
  @Test
  void theClassLoaderCanBeCollectedAfterTheLastClose() throws Exception {
    startServerAlone();
    long job = server.refresh("docs");
    server.job(job).complete();
    WeakReference<ClassLoader> loader = useInItsOwnClassLoader(job);
    assertThat(new Linked(1)).isEqualTo(new Linked(1));

    assertThat(server.calls(LIST)).isOne();
    assertThat(server.calls(PROGRESS)).isOne();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (loader.get() != null && System.nanoTime() < deadline) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(loader.get()).isNull();
  }

  /**
   * The JDK itself remembers the record whose {@code equals} was linked last, and with it the class
   * loader, before JDK 18 until another record takes its place (JDK-8078641): this one does.
   */
  private record Linked(int number) {}

  /** Lists the jobs, awaits one, closes. */
  private WeakReference<ClassLoader> useInItsOwnClassLoader(long job) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(core(), ClassLoader.getPlatformClassLoader())) {
      Class<?> options = loader.loadClass(ConnectionOptions.class.getName());
      Class<?> target = loader.loadClass(AwaitTarget.class.getName());
      Class<?> awaiter = loader.loadClass(RefreshAwaiter.class.getName());
      Class<?> awaitOptions = loader.loadClass(AwaitOptions.class.getName());
      Object builder = options.getMethod("builder", String.class).invoke(null, server.uri());
      Object connection = builder.getClass().getMethod("build").invoke(builder);
      Class<?> type = loader.loadClass(RefreshClient.class.getName());
      Object loaded = type.getMethod("open", options).invoke(null, connection);
      assertThat(loaded).isNotInstanceOf(RefreshClient.class);
      type.getMethod("jobs").invoke(loaded);
      awaiter
          .getMethod("await", target, awaitOptions)
          .invoke(
              type.getMethod("awaiter").invoke(loaded),
              target.getMethod("job", long.class).invoke(null, job),
              awaitOptions.getMethod("defaults").invoke(null));
      type.getMethod("close").invoke(loaded);
      return new WeakReference<>(loader);
    }
  }

  /**
   * Without the server's transport, and without the logger, whose file there can be only one of.
   */
  private static URL[] core() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> !entry.contains("grpc-netty-shaded") && !entry.contains("slf4j-simple"))
        .map(EndpointLeakTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
