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

import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/** A wait in a Spark job of one task, on behalf of the driver. */
final class ExecutorWait {

  private ExecutorWait() {}

  /**
   * Runs the task, blocking.
   *
   * @throws MilvusRefreshException as the wait does
   * @throws InterruptedException if the thread is interrupted; the Spark job is cancelled
   */
  static AwaitResult run(SparkContext context, AwaitTask task) throws InterruptedException {
    JavaFutureAction<List<byte[]>> job =
        JavaSparkContext.fromSparkContext(context)
            .parallelize(List.of(0), 1)
            .map(task)
            .collectAsync();
    try {
      Object answer = SerializedAnswer.read(job.get().get(0));
      if (answer instanceof MilvusRefreshException error) {
        throw error;
      }
      return (AwaitResult) answer;
    } catch (InterruptedException e) {
      job.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw ExecutorWait.<RuntimeException>unchecked(requireNonNull(e.getCause()));
    }
  }

  /** Spark says itself why a job was cancelled or aborted, with a checked exception. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchecked(Throwable error) throws E {
    throw (E) error;
  }
}
