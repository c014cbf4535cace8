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

import io.github.milvusrefresh.core.sql.Routine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where {@link MilvusRefresh} runs routines. Each call blocks until it is done. */
interface RoutineSession {

  /**
   * Runs a routine once.
   *
   * @param arguments by name; text, numbers and truth values
   * @return the rows, values as {@link io.github.milvusrefresh.core.sql.SqlType} says
   */
  List<@Nullable Object[]> run(Routine routine, Map<String, Object> arguments);

  /**
   * Awaits many jobs.
   *
   * @param arguments those of {@link Routine#AWAIT_REFRESH} less the job
   * @return a row for each job, in their order
   */
  List<@Nullable Object[]> awaitAll(Collection<Long> jobIds, Map<String, Object> arguments);
}
