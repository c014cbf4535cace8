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

import io.github.milvusrefresh.core.sql.Arguments;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.core.sql.Routine;
import io.github.milvusrefresh.core.sql.RoutineRunner;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A call with all that it needs, so that it can run on any thread of the driver: Spark executes
 * parts of a query on threads that know no session. Immutable; holds credentials, so it stays out
 * of anything that is shown or sent to executors.
 */
final class RoutineCall {

  private final Routine routine;
  private final Arguments arguments;
  private final ConnectorOptions options;
  private final SharedClients clients;

  private RoutineCall(
      Routine routine, Arguments arguments, ConnectorOptions options, SharedClients clients) {
    this.routine = routine;
    this.arguments = arguments;
    this.options = options;
    this.clients = clients;
  }

  /** Binds to the options and the application of the session of this thread; asks no server. */
  static RoutineCall inActiveSession(Routine routine, Arguments arguments, OptionSources sources) {
    SparkSession session = SparkSession.active();
    return new RoutineCall(
        routine, arguments, sources.read(session), SharedClients.of(session.sparkContext()));
  }

  Routine routine() {
    return routine;
  }

  /**
   * Runs once, blocking.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which is how
   *     Spark stops a statement; its flag is set again
   */
  InternalRow[] run() {
    RoutineRunner runner = new RoutineRunner(clients.client(options.connection()), options.await());
    try {
      return runner.run(routine, arguments).stream()
          .map(SparkRows::row)
          .toArray(InternalRow[]::new);
    } catch (InterruptedException e) {
      throw RoutineRunner.cancelled(routine);
    }
  }
}
