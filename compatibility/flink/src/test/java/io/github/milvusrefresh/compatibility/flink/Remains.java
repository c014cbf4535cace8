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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.runtime.ObjectMethods;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/** What jobs leave behind in the JVM. */
final class Remains {

  private static final String OF_USER_CODE = "org.apache.flink.util.ChildFirstClassLoader";

  private Remains() {}

  /**
   * The class loaders of user code that a full garbage collection leaves, as the JVM shows them.
   */
  static List<String> classLoaders() throws JMException {
    linkARecord();
    System.gc();
    String all =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "vmClassloaderStats",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return all.lines().filter(line -> line.contains(OF_USER_CODE)).toList();
  }

  /**
   * The JDK, at least up to 17, keeps the types of the record that was linked last, and by them
   * their loader: a record of this class loader takes its place.
   */
  private static void linkARecord() {
    MethodHandles.Lookup here = MethodHandles.lookup();
    Map<String, MethodType> methods =
        Map.of(
            "equals", MethodType.methodType(boolean.class, Linked.class, Object.class),
            "hashCode", MethodType.methodType(int.class, Linked.class),
            "toString", MethodType.methodType(String.class, Linked.class));
    try {
      MethodHandle component =
          here.findVirtual(Linked.class, "component", MethodType.methodType(Remains.class));
      for (Map.Entry<String, MethodType> method : methods.entrySet()) {
        ObjectMethods.bootstrap(
            here, method.getKey(), method.getValue(), Linked.class, "component", component);
      }
    } catch (Throwable e) {
      throw new AssertionError("No record can be linked.", e);
    }
  }

  private record Linked(Remains component) {}
}
