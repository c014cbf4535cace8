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
package io.github.milvusrefresh.flink.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes that a connection needs until it has ended. Flink closes the class loader of a job
 * without waiting for the coordinators of its sources: what these load for the first time when they
 * close is not found any more, and a connection that cannot end keeps its threads, and by them the
 * loader. Tasks need none of this, since Flink waits for them.
 */
public final class TransportClasses {

  private static final Logger LOG = LoggerFactory.getLogger(TransportClasses.class);

  /** As they are called in the jar of the connector, which relocates them, and this text too. */
  private static final String PREFIX = "io/grpc/";

  private static final String SUFFIX = ".class";

  private TransportClasses() {}

  /** Loads them, if they come from a jar whose loader can be closed: a thousand, in some 0.1 s. */
  public static void load() {
    ClassLoader loader = TransportClasses.class.getClassLoader();
    CodeSource source = TransportClasses.class.getProtectionDomain().getCodeSource();
    if (loader instanceof Closeable && source != null) {
      try {
        load(source.getLocation(), loader);
      } catch (IOException | URISyntaxException e) {
        LOG.debug("The classes of the connection are loaded when they are needed.", e);
      }
    }
  }

  private static void load(URL home, ClassLoader loader) throws IOException, URISyntaxException {
    Path jar = Path.of(home.toURI());
    if (Files.isRegularFile(jar)) {
      try (JarFile classes = new JarFile(jar.toFile())) {
        classes.stream()
            .map(JarEntry::getName)
            .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
            .forEach(name -> load(name, loader));
      }
    }
  }

  private static void load(String entry, ClassLoader loader) {
    String name = entry.substring(0, entry.length() - SUFFIX.length()).replace('/', '.');
    try {
      Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      // Of a part that wants a library which is not there, and which nobody uses.
      LOG.trace("{} cannot be loaded.", name, e);
    }
  }
}
