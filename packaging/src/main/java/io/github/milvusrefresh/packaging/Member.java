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

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A field or method as another class refers to it.
 *
 * @param isField whether it is a field
 * @param ofInterface whether it is a method that an interface is said to have
 * @param name its name
 * @param descriptor its type
 */
record Member(boolean isField, boolean ofInterface, String name, String descriptor) {

  /** Whether the type has it, declared there or above. */
  boolean isOf(Class<?> type, ClassLoader loader) {
    if (isField) {
      return isFieldOf(type);
    }
    if (ofInterface != type.isInterface() || !typesExist(loader)) {
      return false;
    }
    return name.equals("<init>") ? isConstructorOf(type) : isMethodOf(type);
  }

  private boolean typesExist(ClassLoader loader) {
    try {
      MethodType.fromMethodDescriptorString(descriptor, loader);
      return true;
    } catch (TypeNotPresentException e) {
      return false;
    }
  }

  private boolean isFieldOf(@Nullable Class<?> type) {
    return type != null
        && (Arrays.stream(type.getDeclaredFields())
                .anyMatch(
                    field ->
                        field.getName().equals(name)
                            && field.getType().descriptorString().equals(descriptor))
            || isFieldOf(type.getSuperclass())
            || Arrays.stream(type.getInterfaces()).anyMatch(this::isFieldOf));
  }

  private boolean isConstructorOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors())
        .anyMatch(
            constructor ->
                descriptorOf(void.class, constructor.getParameterTypes()).equals(descriptor));
  }

  private boolean isMethodOf(@Nullable Class<?> type) {
    return type != null
        && (Arrays.stream(type.getDeclaredMethods()).anyMatch(this::is)
            || isMethodOf(type.getSuperclass())
            || Arrays.stream(type.getInterfaces()).anyMatch(this::isMethodOf)
            || (type.isInterface() && isMethodOf(Object.class)));
  }

  private boolean is(Method method) {
    return method.getName().equals(name)
        && descriptorOf(method.getReturnType(), method.getParameterTypes()).equals(descriptor);
  }

  private static String descriptorOf(Class<?> returned, Class<?>[] parameters) {
    return MethodType.methodType(returned, parameters).toMethodDescriptorString();
  }

  @Override
  public String toString() {
    return isField ? name + ": " + descriptor : name + descriptor;
  }
}
