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
package io.github.milvusrefresh.spark;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.internal.VariableSubstitution;

/**
 * Parses calls of our procedures; leaves all else to the parser that it stands before.
 *
 * <p>A proxy, since some methods of a parser name a Scala {@code Seq}, and since it must be all
 * that the other parser is: Iceberg looks for an interface of its own.
 */
final class CallParser implements InvocationHandler {

  private static final String SWITCH = "spark.milvus.call-syntax.enabled";

  private final SparkSession session;
  private final ParserInterface delegate;

  private CallParser(SparkSession session, ParserInterface delegate) {
    this.session = session;
    this.delegate = delegate;
  }

  static ParserInterface before(ParserInterface delegate, SparkSession session) {
    return (ParserInterface)
        Proxy.newProxyInstance(
            delegate.getClass().getClassLoader(),
            interfacesOf(delegate.getClass()).toArray(Class<?>[]::new),
            new CallParser(session, delegate));
  }

  private static Set<Class<?>> interfacesOf(Class<?> type) {
    Set<Class<?>> interfaces = new LinkedHashSet<>(Set.of(ParserInterface.class));
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Class<?> candidate : c.getInterfaces()) {
        if (Modifier.isPublic(candidate.getModifiers())) {
          interfaces.add(candidate);
        }
      }
    }
    return interfaces;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("parsePlan")) {
      return parsePlan((String) arguments[0]);
    }
    try {
      return method.invoke(delegate, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private LogicalPlan parsePlan(String text) throws ParseException {
    Optional<CallStatement> statement =
        CallStatement.read(new VariableSubstitution().substitute(text));
    if (statement.isPresent() && session.conf().get(SWITCH, "true").equalsIgnoreCase("true")) {
      Optional<ProcedureName> name = ProcedureName.find(session, statement.get().name());
      if (name.isPresent()) {
        return parseCall(name.get(), statement.get().arguments(), text);
      }
    }
    return delegate.parsePlan(text);
  }

  /** Lets Spark parse the arguments, and what may follow them. */
  private LogicalPlan parseCall(ProcedureName name, String arguments, String text)
      throws ParseException {
    LogicalPlan select =
        delegate.parsePlan("SELECT * FROM `" + CallFunction.NAME + "`" + arguments);
    if (select instanceof Project project
        && project.child() instanceof UnresolvedTableValuedFunction function) {
      return CallFunction.of(name, function);
    }
    // More than a call follows; Spark says that it does not know such a statement.
    return delegate.parsePlan(text);
  }
}
