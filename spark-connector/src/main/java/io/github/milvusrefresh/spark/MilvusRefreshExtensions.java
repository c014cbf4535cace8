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

import io.github.milvusrefresh.core.sql.Argument;
import io.github.milvusrefresh.core.sql.Routine;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple3;
import scala.runtime.BoxedUnit;

/**
 * Adds the table functions {@code milvus_refresh_job}, {@code milvus_refresh_jobs} and {@code
 * milvus_await_refresh} to every session whose class path holds this jar. Spark finds this class by
 * itself; where it does not, name it in {@code spark.sql.extensions}. Thread-safe.
 *
 * <pre>{@code
 * SELECT state, progress, reason FROM milvus_refresh_job(465787408941891028)
 * }</pre>
 *
 * <p>The functions take where Milvus listens from the session: {@code spark.milvus.uri}, {@code
 * spark.milvus.token} and the other options, else {@code MILVUS_URI} and {@code MILVUS_TOKEN} of
 * the environment. They ask Milvus when a query runs, once each time, and never while it is planned
 * or explained. A {@code Dataset} keeps the rows of its first {@code collect()}, as it does for
 * files: build it anew to ask again.
 */
public final class MilvusRefreshExtensions implements SparkSessionExtensionsProvider {

  private static final Logger LOG = LoggerFactory.getLogger(MilvusRefreshExtensions.class);

  /** Creates the provider; Spark does. */
  public MilvusRefreshExtensions() {}

  /**
   * Registers the table functions. Never throws, since a session must not fail to start for our
   * sake; a function that cannot be registered is logged and missing.
   *
   * @param extensions where to register
   * @return the unit of Scala
   */
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    Spark4Catalog.warnIfNamedInVain();
    Arrays.stream(Routine.values())
        .forEach(
            routine ->
                routine.functionName().ifPresent(name -> register(extensions, routine, name)));
    return BoxedUnit.UNIT;
  }

  // Raw: Spark wants a function of Seq, which is another class in Scala 2.12 than in 2.13.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void register(SparkSessionExtensions extensions, Routine routine, String name) {
    try {
      Tuple3 description =
          new Tuple3<>(
              FunctionIdentifier.apply(name),
              info(routine, name),
              new RoutineTableFunction(routine));
      extensions.injectTableFunction(description);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The table function {} is missing in this session.", name, e);
    }
  }

  private static ExpressionInfo info(Routine routine, String name) {
    String arguments =
        RoutineTableFunction.declared(routine).stream()
            .map(MilvusRefreshExtensions::describe)
            .collect(Collectors.joining());
    String names =
        RoutineTableFunction.declared(routine).stream()
            .map(Argument::name)
            .collect(Collectors.joining(", "));
    return new ExpressionInfo(
        RoutineTableFunction.class.getName(),
        null,
        name,
        "_FUNC_(" + names + ") - " + routine.comment() + ".",
        "\n    Arguments:\n" + arguments + "  ",
        "",
        "",
        "",
        "",
        "",
        "");
  }

  private static String describe(Argument argument) {
    return "      * " + argument.name() + " - " + argument.comment() + "\n";
  }
}
