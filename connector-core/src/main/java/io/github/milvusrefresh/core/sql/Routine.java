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
package io.github.milvusrefresh.core.sql;

import static io.github.milvusrefresh.core.sql.Argument.optional;
import static io.github.milvusrefresh.core.sql.Argument.required;
import static io.github.milvusrefresh.core.sql.SqlType.BIGINT;
import static io.github.milvusrefresh.core.sql.SqlType.BOOLEAN;
import static io.github.milvusrefresh.core.sql.SqlType.STRING;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be called from SQL. Each is a procedure, {@code CALL <catalog>.sys.<name>(...)}; those
 * that change nothing are table functions too, {@code SELECT * FROM milvus_<name>(...)}.
 */
public enum Routine {
  /** Starts a refresh. Never a table function: engines run those as often as they like. */
  REFRESH(
      "Refreshes an external collection and returns its job",
      Columns.JOB,
      List.of(
          required("collection", STRING, "The external collection, 'coll' or 'db.coll'"),
          optional(
              "external_source", STRING, null, "A new source; with external_spec or not at all"),
          optional("external_spec", STRING, null, "A new spec, JSON; with external_source"),
          optional("wait", BOOLEAN, "false", "Whether to wait until the job completed"),
          optional("timeout", STRING, "1h", "How long to wait: '90s', '30m', 'PT1H' or seconds")),
      0),

  /** Waits for a job. */
  AWAIT_REFRESH(
      "Waits until a refresh job completed; fails if it failed, vanished or took too long",
      Columns.AWAITED_JOB,
      List.of(
          required("job_id", BIGINT, "The id that refresh returned"),
          optional("timeout", STRING, "1h", "How long to wait: '90s', '30m', 'PT1H' or seconds"),
          optional(
              "on_failure",
              STRING,
              "throw",
              "'throw' an error, or 'return' a row whose outcome says how it ended")),
      2),

  /** Shows a job. */
  REFRESH_JOB(
      "Returns one refresh job as it is now",
      Columns.JOB,
      List.of(required("job_id", BIGINT, "The id that refresh returned")),
      1),

  /** Shows jobs. */
  REFRESH_JOBS(
      "Returns the refresh jobs that the server remembers, newest first",
      Columns.JOB,
      List.of(optional("collection", STRING, null, "Only this one, 'coll' or 'db.coll'; else all")),
      1);

  private static final String FUNCTION_PREFIX = "milvus_";

  private final String comment;
  private final List<Column> columns;
  private final List<Argument> arguments;
  private final int functionArguments;

  Routine(String comment, List<Column> columns, List<Argument> arguments, int functionArguments) {
    this.comment = comment;
    this.columns = columns;
    this.arguments = arguments;
    this.functionArguments = functionArguments;
  }

  /**
   * Returns the name of the procedure.
   *
   * @return lower snake case, for instance {@code await_refresh}
   */
  public String procedureName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the name of the table function.
   *
   * @return for instance {@code milvus_await_refresh}; empty for {@link #REFRESH}
   */
  public Optional<String> functionName() {
    return functionArguments == 0
        ? Optional.empty()
        : Optional.of(FUNCTION_PREFIX + procedureName());
  }

  /**
   * Returns what it does, one sentence.
   *
   * @return the sentence, without a full stop
   */
  public String comment() {
    return comment;
  }

  /**
   * Returns the columns of its rows.
   *
   * @return the columns, in order
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Returns the arguments of the procedure.
   *
   * @return the arguments, in order, the required ones first
   */
  public List<Argument> arguments() {
    return arguments;
  }

  /**
   * Returns the arguments of the table function: the first ones of the procedure.
   *
   * @return the arguments, in order; empty if there is no such function
   */
  public List<Argument> functionArguments() {
    return arguments.subList(0, functionArguments);
  }

  /**
   * Finds a procedure by name, whatever its case.
   *
   * @param name the name
   * @return the routine; empty if there is none
   */
  public static Optional<Routine> ofProcedure(String name) {
    return Arrays.stream(values())
        .filter(routine -> routine.procedureName().equalsIgnoreCase(name))
        .findFirst();
  }

  /**
   * Finds a table function by name, whatever its case.
   *
   * @param name the name
   * @return the routine; empty if there is none
   */
  public static Optional<Routine> ofFunction(String name) {
    return Arrays.stream(values())
        .filter(routine -> routine.functionName().filter(name::equalsIgnoreCase).isPresent())
        .findFirst();
  }
}
