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
import io.github.milvusrefresh.core.sql.Routine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Runs routines in the driver, with the client of the application. */
final class DriverRoutines implements RoutineSession {

  private final SparkSession session;
  private final OptionSources sources;

  DriverRoutines(SparkSession session, OptionSources sources) {
    this.session = session;
    this.sources = sources;
  }

  @Override
  public List<@Nullable Object[]> run(Routine routine, Map<String, Object> arguments) {
    return call(routine, arguments).run();
  }

  @Override
  public List<@Nullable Object[]> awaitAll(Collection<Long> jobIds, Map<String, Object> arguments) {
    return call(Routine.AWAIT_REFRESH, arguments).awaitAll(jobIds);
  }

  private RoutineCall call(Routine routine, Map<String, Object> arguments) {
    return RoutineCall.in(session, routine, Arguments.of(routine.arguments(), arguments), sources);
  }
}
