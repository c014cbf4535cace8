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

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * What the constant pool of a class refers to.
 *
 * @param className the class referred to, or whose member is
 * @param member a field or method of it; null if the class itself
 */
record Reference(String className, @Nullable Member member) {

  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;

  /** All in a class, those in lambdas and method references too. */
  static List<Reference> allIn(String className, ClassLoader loader) {
    ClassReader pool = read(className, loader);
    char[] buffer = new char[pool.getMaxStringLength()];
    List<Reference> found = new ArrayList<>();
    for (int i = 1; i < pool.getItemCount(); i++) {
      int entry = pool.getItem(i);
      // Zero for the second half of a long.
      Reference reference = entry == 0 ? null : at(entry, pool, buffer);
      if (reference != null) {
        found.add(reference);
      }
    }
    return found;
  }

  private static ClassReader read(String className, ClassLoader loader) {
    String file = className.replace('.', '/') + ".class";
    try (InputStream bytes = requireNonNull(loader.getResourceAsStream(file), file)) {
      return new ClassReader(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Reference at(int entry, ClassReader pool, char[] buffer) {
    int tag = pool.readByte(entry - 1);
    return switch (tag) {
      case CLASS -> of(pool.readUTF8(entry, buffer), null);
      case FIELD, METHOD, INTERFACE_METHOD -> {
        int nameAndType = pool.getItem(pool.readUnsignedShort(entry + 2));
        Member member =
            new Member(
                tag == FIELD,
                tag == INTERFACE_METHOD,
                pool.readUTF8(nameAndType, buffer),
                pool.readUTF8(nameAndType + 2, buffer));
        yield of(pool.readClass(entry, buffer), member);
      }
      default -> null;
    };
  }

  /** An array stands for what is in it, and has no members of its own. */
  private static Reference of(String internalName, @Nullable Member member) {
    String name = internalName.replace('/', '.');
    return name.startsWith("[")
        ? new Reference(name.replaceAll("^\\[+L?|;$", ""), null)
        : new Reference(name, member);
  }

  boolean resolves(ClassLoader loader) {
    try {
      Class<?> type = Class.forName(className, false, loader);
      return member == null || member.isOf(type, loader);
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return member == null ? className : className + "." + member;
  }
}
