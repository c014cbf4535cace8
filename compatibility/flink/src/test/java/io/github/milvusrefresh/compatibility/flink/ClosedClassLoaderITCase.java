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
package io.github.milvusrefresh.compatibility.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.flink.GatedSource;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.ChildFirstClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A job manager does not wait for coordinators that close before it closes the class loader of
 * their job.
 */
class ClosedClassLoaderITCase {

  private static final String[] OF_THE_CLUSTER = {"java.", "org.apache.flink.", "org.slf4j."};

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private Thread.UncaughtExceptionHandler handler;

  @BeforeEach
  void listen() {
    handler = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
  }

  @AfterEach
  void listenNoMore() {
    Thread.setDefaultUncaughtExceptionHandler(handler);
  }

  @Test
  void closedGateLeavesNothingBehindWhenItIsClosedAfterItsClassLoader() throws Exception {
    ChildFirstClassLoader loader =
        new ChildFirstClassLoader(
            new URL[] {home(GatedSource.class), home(GatedJob.class)},
            new ClusterClasses(),
            OF_THE_CLUSTER,
            error -> {});
    SplitEnumerator<?, ?> enumerator =
        enumerator(gated(loader, milvus.refresh().inProgress(10).jobId()));
    enumerator.start();
    Eventually.until("the gate waits", () -> milvus.polls() > 1);
    assertThat(threads()).isNotEmpty();
    loader.close();
    enumerator.close();
    Eventually.until("its threads end", () -> threads().isEmpty());
    assertThat(uncaught).isEmpty();
  }

  private Source<Long, ?, ?> gated(ClassLoader loader, long jobId) throws Exception {
    Method method =
        Class.forName(GatedJob.class.getName(), true, loader)
            .getDeclaredMethod("source", String.class, long.class);
    method.setAccessible(true);
    @SuppressWarnings("unchecked")
    Source<Long, ?, ?> source = (Source<Long, ?, ?>) method.invoke(null, milvus.uri(), jobId);
    assertThat(source.getClass().getClassLoader()).isSameAs(loader);
    return source;
  }

  private static URL home(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @SuppressWarnings("unchecked")
  private static <T> SplitEnumerator<?, ?> enumerator(Source<T, ?, ?> source) throws Exception {
    return ((Source<T, ?, Object>) source).createEnumerator(context());
  }

  /** Of a coordinator that nobody asks for splits. */
  @SuppressWarnings("unchecked")
  private static <S extends org.apache.flink.api.connector.source.SourceSplit>
      SplitEnumeratorContext<S> context() {
    return (SplitEnumeratorContext<S>)
        Proxy.newProxyInstance(
            ClosedClassLoaderITCase.class.getClassLoader(),
            new Class<?>[] {SplitEnumeratorContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "metricGroup" -> UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
                  case "currentParallelism" -> 1;
                  default -> null;
                });
  }

  private List<String> threads() {
    String server = "127.0.0.1:" + milvus.server().port();
    return LiveThreads.names().stream().filter(name -> name.contains(server)).toList();
  }

  /** Knows nothing of ours, although this JVM does. */
  private static final class ClusterClasses extends ClassLoader {

    ClusterClasses() {
      super(ClosedClassLoaderITCase.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.github.milvusrefresh.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
