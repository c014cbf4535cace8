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
package io.github.milvusrefresh.flink.commit;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a sink that is the inner one in all but its topology after the commit.
 *
 * <p>Flink asks a sink what it can by the interfaces it has; a proxy has exactly those of the inner
 * sink. A class could not: {@code Sink} of 1.20 has a method that must be implemented and names a
 * type that 2.x lacks, so that there such a class could not even be serialized.
 */
record FollowedSink(Sink<?> inner, CommitRefresh refresh)
    implements InvocationHandler, Serializable {

  @SuppressWarnings("unchecked")
  static <T> Sink<T> of(Sink<T> inner, CommitRefresh refresh) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    // First, so that its method is told by its class also where the inner sink has it too.
    interfaces.add(SupportsPostCommitTopology.class);
    for (Class<?> type = inner.getClass(); type != null; type = type.getSuperclass()) {
      addInterfaces(type, interfaces);
    }
    return (Sink<T>)
        Proxy.newProxyInstance(
            inner.getClass().getClassLoader(),
            interfaces.toArray(Class<?>[]::new),
            new FollowedSink(inner, refresh));
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> interfaces) {
    for (Class<?> candidate : type.getInterfaces()) {
      if (Modifier.isPublic(candidate.getModifiers())) {
        interfaces.add(candidate);
      } else {
        addInterfaces(candidate, interfaces);
      }
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == SupportsPostCommitTopology.class) {
      addPostCommitTopology((DataStream<?>) arguments(arguments)[0]);
      return null;
    }
    if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
      return proxy == arguments(arguments)[0];
    }
    try {
      return method.invoke(inner, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static Object[] arguments(Object @Nullable [] arguments) {
    return arguments == null ? new Object[1] : arguments;
  }

  @SuppressWarnings("unchecked")
  private <CommT> void addPostCommitTopology(DataStream<?> committed) {
    DataStream<CommittableMessage<CommT>> messages =
        (DataStream<CommittableMessage<CommT>>) committed;
    if (inner instanceof SupportsPostCommitTopology<?> own) {
      ((SupportsPostCommitTopology<CommT>) own).addPostCommitTopology(messages);
    }
    messages
        .global()
        .transform("Milvus refresh", Types.VOID, new RefreshOperatorFactory<>(refresh))
        .forceNonParallel();
  }
}
