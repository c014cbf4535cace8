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

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Whether our classes in a jar link with the engine at hand, also where no test passes by: the jar
 * is compiled against one version of it alone.
 *
 * <pre>{@code
 * Linkage linkage = Linkage.of(OurClass.class);
 * assertThat(linkage.references("org.apache.flink.")).isNotEmpty();
 * assertThat(linkage.missing("org.apache.flink.")).isEmpty();
 * assertThat(linkage.unimplemented()).isEmpty();
 * }</pre>
 */
public final class Linkage {

  private final ClassLoader loader;
  private final List<String> classes;

  private Linkage(ClassLoader loader, List<String> classes) {
    this.loader = loader;
    this.classes = classes;
  }

  /**
   * Looks at a jar.
   *
   * @param type a class in it, whose loader has the engine too
   * @return what links all classes in it but relocated ones
   */
  public static Linkage of(Class<?> type) {
    PackagedJar jar = PackagedJar.of(type);
    return new Linkage(
        type.getClassLoader(),
        jar.entries().stream()
            .filter(entry -> entry.endsWith(".class") && !entry.endsWith("package-info.class"))
            .filter(entry -> !entry.startsWith(jar.shaded()))
            .map(entry -> entry.replaceAll("\\.class$", "").replace('/', '.'))
            .toList());
  }

  /**
   * Leaves classes out.
   *
   * @param others their names; nobody loads them where the engine is too old for them
   * @return a copy
   */
  public Linkage without(Set<String> others) {
    return new Linkage(loader, classes.stream().filter(name -> !others.contains(name)).toList());
  }

  /**
   * Returns what our classes refer to: classes, methods and fields, in code or as what they extend.
   *
   * @param packages how the names of the classes referred to begin
   * @return "ours refers to it", for each
   */
  public List<String> references(String... packages) {
    return find(false, packages);
  }

  /**
   * Returns what our classes refer to and the engine has not.
   *
   * @param packages how the names of the classes referred to begin
   * @return as {@link #references}
   */
  public List<String> missing(String... packages) {
    return find(true, packages);
  }

  private List<String> find(boolean onlyMissing, String... packages) {
    List<String> found = new ArrayList<>();
    for (String name : classes) {
      for (Reference reference : Reference.allIn(name, loader)) {
        if (Arrays.stream(packages).anyMatch(reference.className()::startsWith)
            && !(onlyMissing && reference.resolves(loader))) {
          found.add(name + " refers to " + reference);
        }
      }
    }
    return found;
  }

  /**
   * Returns the abstract methods that the engine has and our classes do not implement.
   *
   * @return "class: method", for each
   */
  public List<String> unimplemented() {
    List<String> found = new ArrayList<>();
    for (String name : classes) {
      Class<?> type = load(name);
      if (!Modifier.isAbstract(type.getModifiers())) {
        Arrays.stream(type.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .forEach(method -> found.add(name + ": " + method));
      }
    }
    return found;
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " is in the jar and cannot be loaded", e);
    }
  }
}
