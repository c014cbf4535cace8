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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.sql.Argument;
import io.github.milvusrefresh.core.sql.Routine;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs routines as CALL statements, which is all that the client of Spark Connect can do: the
 * driver is elsewhere.
 */
final class ConnectRoutines implements RoutineSession {

  private final SparkSession session;
  private final String catalog;

  ConnectRoutines(SparkSession session, String catalog) {
    this.session = session;
    this.catalog = catalog;
  }

  /** Tells whether the driver is elsewhere. */
  static boolean isConnect(SparkSession session) {
    try {
      session.sparkContext();
      return false;
    } catch (UnsupportedOperationException | LinkageError e) {
      return true;
    }
  }

  @Override
  public List<@Nullable Object[]> run(Routine routine, Map<String, Object> arguments) {
    return session.sql(statement(catalog, routine, arguments)).collectAsList().stream()
        .map(ConnectRoutines::values)
        .toList();
  }

  /** With literals: Spark 4.0 takes no named parameter markers in a CALL. */
  static String statement(String catalog, Routine routine, Map<String, Object> arguments) {
    return "CALL `%s`.sys.%s(%s)"
        .formatted(
            catalog.replace("`", "``"),
            routine.procedureName(),
            routine.arguments().stream()
                .map(Argument::name)
                .filter(arguments::containsKey)
                .map(name -> name + " => " + literal(requireNonNull(arguments.get(name))))
                .collect(Collectors.joining(", ")));
  }

  /** The dollar too: Spark replaces {@code ${...}} by variables, inside literals as well. */
  private static String literal(Object value) {
    return value instanceof String text
        ? "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("$", "\\u0024") + "'"
        : value.toString();
  }

  /** One after the other: each is a statement, and those of one thread do not overlap. */
  @Override
  public List<@Nullable Object[]> awaitAll(Collection<Long> jobIds, Map<String, Object> arguments) {
    return jobIds.stream()
        .flatMap(jobId -> run(Routine.AWAIT_REFRESH, with(arguments, jobId)).stream())
        .toList();
  }

  private static Map<String, Object> with(Map<String, Object> arguments, long jobId) {
    Map<String, Object> more = new HashMap<>(arguments);
    more.put("job_id", jobId);
    return more;
  }

  private static @Nullable Object[] values(Row row) {
    return IntStream.range(0, row.size()).mapToObj(i -> value(row.get(i))).toArray();
  }

  /** A session can be set to show instants as such. */
  private static @Nullable Object value(@Nullable Object value) {
    return value instanceof Timestamp timestamp ? timestamp.toInstant() : value;
  }
}
