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
package io.github.milvusrefresh.compatibility.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.spark.MilvusRefreshExtensions;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.Handle;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;
import org.junit.jupiter.api.Test;

/**
 * The one jar is compiled against one version; here is proof that it links with the one at hand,
 * also where no other test passes by.
 */
class LinkageITCase {

  private static final String PACKAGE = "io.github.milvusrefresh.spark.";
  private static final Set<String> OF_SPARK_4 =
      Set.of(
          PACKAGE + "MilvusRefreshProcedureCatalog",
          PACKAGE + "RoutineProcedure",
          PACKAGE + "BoundRoutineProcedure");
  private static final ClassLoader LOADER = MilvusRefreshExtensions.class.getClassLoader();

  @Test
  void whatIsCalledExists() throws Exception {
    List<String> missing = new ArrayList<>();
    for (String name : ourClasses()) {
      Calls calls = new Calls();
      try (InputStream bytes = LOADER.getResourceAsStream(name.replace('.', '/') + ".class")) {
        new ClassReader(bytes).accept(calls, ClassReader.SKIP_DEBUG);
      }
      calls.found.stream()
          .filter(call -> !call.exists())
          .forEach(call -> missing.add(name + " calls " + call));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void whatIsAbstractIsImplemented() throws Exception {
    for (String name : ourClasses()) {
      Class<?> type = Class.forName(name, true, LOADER);
      if (!Modifier.isAbstract(type.getModifiers())) {
        assertThat(type.getMethods())
            .as(name)
            .noneMatch(method -> Modifier.isAbstract(method.getModifiers()));
      }
    }
  }

  private static List<String> ourClasses() throws IOException {
    String jar =
        MilvusRefreshExtensions.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (ZipFile zip = new ZipFile(Path.of(jar).toFile())) {
      List<String> names =
          zip.stream()
              .map(entry -> entry.getName().replace('/', '.'))
              .filter(name -> name.startsWith(PACKAGE) && name.endsWith(".class"))
              .filter(name -> !name.startsWith(PACKAGE + "shaded."))
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .filter(name -> !name.endsWith("package-info"))
              .filter(name -> SparkVersion.HAS_PROCEDURES || !OF_SPARK_4.contains(name))
              .toList();
      assertThat(names).contains(MilvusRefreshExtensions.class.getName());
      return names;
    }
  }

  private record Call(String owner, String name, String descriptor) {

    boolean exists() {
      try {
        MethodType.fromMethodDescriptorString(descriptor, LOADER);
        return name.equals("<init>")
            ? Stream.of(type().getDeclaredConstructors())
                .anyMatch(c -> descriptorOf(void.class, c.getParameterTypes()).equals(descriptor))
            : isIn(type());
      } catch (ClassNotFoundException | TypeNotPresentException e) {
        return false;
      }
    }

    private Class<?> type() throws ClassNotFoundException {
      return Class.forName(owner.replace('/', '.'), false, LOADER);
    }

    private boolean isIn(Class<?> type) {
      return type != null
          && (Arrays.stream(type.getDeclaredMethods()).anyMatch(this::is)
              || isIn(type.getSuperclass())
              || Arrays.stream(type.getInterfaces()).anyMatch(this::isIn)
              || (type.isInterface() && isIn(Object.class)));
    }

    private boolean is(Method method) {
      return method.getName().equals(name)
          && descriptorOf(method.getReturnType(), method.getParameterTypes()).equals(descriptor);
    }

    private static String descriptorOf(Class<?> returned, Class<?>[] parameters) {
      return MethodType.methodType(returned, parameters).toMethodDescriptorString();
    }
  }

  /** The calls in a class of methods of Spark and Scala. */
  private static final class Calls extends ClassVisitor {

    private final List<Call> found = new ArrayList<>();

    Calls() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          add(owner, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
          for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
              add(handle.getOwner(), handle.getName(), handle.getDesc());
            }
          }
        }
      };
    }

    private void add(String owner, String name, String descriptor) {
      if (owner.startsWith("org/apache/spark/") || owner.startsWith("scala/")) {
        found.add(new Call(owner, name, descriptor));
      }
    }
  }
}
