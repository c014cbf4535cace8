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

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.sql.Arguments;
import io.github.milvusrefresh.core.sql.Columns;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.JobSelection;
import io.github.milvusrefresh.core.sql.Routine;
import io.github.milvusrefresh.core.sql.RoutineRunner;
import java.util.Collection;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SQLExecution;
import org.jspecify.annotations.Nullable;

/**
 * A call with all that it needs, so that it can run on any thread of the driver: Spark executes
 * parts of a query on threads that know no session. Immutable; holds credentials, so it stays out
 * of anything that is shown or sent to executors.
 */
final class RoutineCall {

  private final Routine routine;
  private final Arguments arguments;
  private final JobSelection selection;
  private final ConnectorOptions options;

  /** Null to run in the driver. */
  private final @Nullable ExecutorOptions executor;

  private final SparkContext context;

  private RoutineCall(
      Routine routine,
      Arguments arguments,
      JobSelection selection,
      ConnectorOptions options,
      @Nullable ExecutorOptions executor,
      SparkContext context) {
    this.routine = routine;
    this.arguments = arguments;
    this.selection = selection;
    this.options = options;
    this.executor = executor;
    this.context = context;
  }

  /** Binds to the options and the application of the session of this thread; asks no server. */
  static RoutineCall inActiveSession(Routine routine, Arguments arguments, OptionSources sources) {
    return in(SparkSession.active(), routine, arguments, sources);
  }

  /** Binds to the options and the application of a session; asks no server. */
  static RoutineCall in(
      SparkSession session, Routine routine, Arguments arguments, OptionSources sources) {
    SparkContext context = session.sparkContext();
    boolean inTask =
        arguments.choice(AwaitMode.ARGUMENT.name(), AwaitMode.class).orElse(AwaitMode.DRIVER)
            == AwaitMode.EXECUTOR;
    return new RoutineCall(
        routine,
        arguments,
        JobSelection.all(),
        sources.read(session),
        inTask ? ExecutorOptions.of(sources.texts(session), context.conf()) : null,
        context);
  }

  /** Returns this call for some of the rows of {@link Routine#REFRESH_JOBS}. */
  RoutineCall withSelection(JobSelection newSelection) {
    return new RoutineCall(routine, arguments, newSelection, options, executor, context);
  }

  Routine routine() {
    return routine;
  }

  /** Says in a plan what is asked for; shows no argument. */
  String description() {
    return routine == Routine.REFRESH_JOBS
        ? routine.comment() + ": " + selection
        : routine.comment();
  }

  /**
   * Runs once, blocking.
   *
   * @return the rows, values as {@link io.github.milvusrefresh.core.sql.SqlType} says
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which is how
   *     Spark stops a statement, or its query has ended; its flag is set again
   */
  List<@Nullable Object[]> run() {
    return cancellable(this::rows);
  }

  /** Awaits jobs with the arguments of this call, blocking, as {@link #run()}. */
  List<@Nullable Object[]> awaitAll(Collection<Long> jobIds) {
    return cancellable(() -> runner().awaitAll(jobIds, arguments));
  }

  private <T> T cancellable(OrphanGuard.Blocking<T> blocking) {
    try {
      return RefreshApplication.of(context)
          .guard()
          .run(context.getLocalProperty(SQLExecution.EXECUTION_ID_KEY()), blocking);
    } catch (InterruptedException e) {
      throw RoutineRunner.cancelled(routine);
    }
  }

  private List<@Nullable Object[]> rows() throws InterruptedException {
    if (routine == Routine.REFRESH_JOBS) {
      return runner().jobs(arguments, selection);
    }
    if (executor != null) {
      return List.<@Nullable Object[]>of(Columns.row(ExecutorWait.run(context, task(executor))));
    }
    return runner().run(routine, arguments);
  }

  private RoutineRunner runner() {
    return new RoutineRunner(
        RefreshApplication.of(context).client(options.connection()), options.await());
  }

  private AwaitTask task(ExecutorOptions connection) {
    AwaitOptions.Builder await = options.await().toBuilder();
    arguments.timeout().ifPresent(await::timeout);
    return new AwaitTask(
        connection,
        arguments.jobId(),
        await.build(),
        context.longAccumulator("progress of the refresh job, %"));
  }
}
