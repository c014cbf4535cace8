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
package io.github.milvusrefresh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Finds what classes, written here byte by byte, have lost since they were compiled. */
class LinkageTest {

  private static final String OURS = "io/github/milvusrefresh/engine/Ours";

  @TempDir Path directory;
  private URLClassLoader loader;

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  @Test
  void findsNothingWhereAllIsThere() throws Exception {
    Linkage linkage =
        link(
            code -> {
              code.visitMethodInsn(
                  Opcodes.INVOKESTATIC, "java/lang/System", "nanoTime", "()J", false);
              code.visitFieldInsn(
                  Opcodes.GETSTATIC, "java/io/File", "separator", "Ljava/lang/String;");
              // Inherited, from the class above and from an interface.
              code.visitMethodInsn(
                  Opcodes.INVOKEVIRTUAL,
                  "java/lang/String",
                  "getClass",
                  "()Ljava/lang/Class;",
                  false);
              code.visitMethodInsn(
                  Opcodes.INVOKEINTERFACE,
                  "java/util/List",
                  "iterator",
                  "()Ljava/util/Iterator;",
                  true);
              code.visitInsn(Opcodes.ICONST_1);
              code.visitTypeInsn(Opcodes.ANEWARRAY, "[Ljava/lang/String;");
            });

    assertThat(linkage.references("java.")).hasSizeGreaterThan(4);
    assertThat(linkage.missing("java.")).isEmpty();
    assertThat(linkage.unimplemented()).isEmpty();
  }

  @Test
  void findsWhatIsGone() throws Exception {
    Linkage linkage =
        link(
            code -> {
              code.visitMethodInsn(
                  Opcodes.INVOKESTATIC, "java/lang/System", "picoTime", "()J", false);
              code.visitMethodInsn(
                  Opcodes.INVOKESTATIC, "java/lang/System", "nanoTime", "()I", false);
              code.visitMethodInsn(
                  Opcodes.INVOKESPECIAL,
                  "java/lang/String",
                  "<init>",
                  "(Ljava/gone/Type;)V",
                  false);
              code.visitFieldInsn(
                  Opcodes.GETSTATIC, "java/io/File", "joiner", "Ljava/lang/String;");
              code.visitTypeInsn(Opcodes.NEW, "java/gone/Type");
              code.visitTypeInsn(Opcodes.ANEWARRAY, "[Ljava/gone/Element;");
              // Was an abstract class once.
              code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/util/List", "size", "()I", false);
            });

    assertThat(linkage.missing("java."))
        .allMatch(line -> line.startsWith("io.github.milvusrefresh.engine.Ours refers to java."))
        .extracting(line -> line.replaceAll(".* refers to ", ""))
        .containsExactlyInAnyOrder(
            "java.lang.System.picoTime()J",
            "java.lang.System.nanoTime()I",
            "java.lang.String.<init>(Ljava/gone/Type;)V",
            "java.io.File.joiner: Ljava/lang/String;",
            "java.gone.Type",
            "java.gone.Element",
            "java.util.List.size()I");
    assertThat(linkage.missing("java.util.")).hasSize(1);
    assertThat(linkage.without(Set.of("io.github.milvusrefresh.engine.Ours")).missing("java."))
        .isEmpty();
  }

  @Test
  void findsWhatIsNotImplemented() throws Exception {
    assertThat(link(code -> {}, "java/util/concurrent/Callable").unimplemented())
        .singleElement()
        .asString()
        .startsWith("io.github.milvusrefresh.engine.Ours: ")
        .contains("Callable.call()");
  }

  @Test
  void leavesRelocatedClassesAlone() throws Exception {
    Linkage linkage =
        link(
            Map.of(
                OURS,
                bytes(OURS, code -> {}),
                "io/github/milvusrefresh/engine/shaded/Theirs",
                bytes(
                    "io/github/milvusrefresh/engine/shaded/Theirs",
                    code -> code.visitTypeInsn(Opcodes.NEW, "java/gone/Type"))));

    assertThat(linkage.missing("java.")).isEmpty();
  }

  @FunctionalInterface
  private interface Code {
    void writeTo(MethodVisitor method);
  }

  private Linkage link(Code code, String... interfaces) throws Exception {
    return link(Map.of(OURS, bytes(OURS, code, interfaces)));
  }

  private Linkage link(Map<String, byte[]> classes) throws Exception {
    Path jar = directory.resolve("engine.jar");
    write(jar, classes);
    loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
    return Linkage.of(loader.loadClass(OURS.replace('/', '.')));
  }

  private static byte[] bytes(String name, Code code, String... interfaces) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", interfaces);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
    method.visitCode();
    code.writeTo(method);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(9, 9);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void write(Path jar, Map<String, byte[]> classes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .putValue("Automatic-Module-Name", "io.github.milvusrefresh.engine");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Map.Entry<String, byte[]> type : classes.entrySet()) {
        out.putNextEntry(new ZipEntry(type.getKey() + ".class"));
        out.write(type.getValue());
      }
    }
  }
}
