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
      RoutineArguments.REFRESH,
      List.of()),

  /** Waits for a job. */
  AWAIT_REFRESH(
      "Waits until a refresh job completed; fails if it failed, vanished or took too long",
      Columns.AWAITED_JOB,
      RoutineArguments.AWAIT_REFRESH,
      RoutineArguments.AWAIT_REFRESH_FUNCTION),

  /** Shows a job. */
  REFRESH_JOB(
      "Returns one refresh job as it is now",
      Columns.JOB,
      RoutineArguments.REFRESH_JOB,
      RoutineArguments.REFRESH_JOB),

  /** Shows jobs. */
  REFRESH_JOBS(
      "Returns the refresh jobs that the server remembers, newest first",
      Columns.JOB,
      RoutineArguments.REFRESH_JOBS,
      RoutineArguments.REFRESH_JOBS);

  private static final String FUNCTION_PREFIX = "milvus_";

  private final String comment;
  private final List<Column> columns;
  private final List<Argument> arguments;
  private final List<Argument> functionArguments;

  Routine(
      String comment,
      List<Column> columns,
      List<Argument> arguments,
      List<Argument> functionArguments) {
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
    return functionArguments.isEmpty()
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
   * Returns the arguments of the table function. They have the names of the procedure's first ones.
   *
   * @return the arguments, in order; empty if there is no such function
   */
  public List<Argument> functionArguments() {
    return functionArguments;
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
