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

import io.github.milvusrefresh.core.AwaitListener;
import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.AwaitProgress;
import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.LongAccumulator;

/**
 * A wait in a task. It succeeds however the job ends, so that Spark does not try it again for a job
 * that failed; a task that is lost is tried again and has what is left of the time.
 *
 * <p>Holds no credentials: the executor finds its own, see {@link ExecutorOptions}.
 */
final class AwaitTask implements Function<Integer, byte[]> {

  private static final long serialVersionUID = 1L;

  /** How soon a task notices that it should end, where Spark does not interrupt it. */
  private static final Duration KILL_CHECK = Duration.ofMillis(100);

  private final ExecutorOptions connection;
  private final long jobId;
  private final AwaitOptions options;
  private final Instant deadline;
  private final LongAccumulator progress;

  AwaitTask(
      ExecutorOptions connection, long jobId, AwaitOptions options, LongAccumulator progress) {
    this.connection = connection;
    this.jobId = jobId;
    this.options = options;
    this.deadline = Instant.now().plus(options.timeout());
    this.progress = progress;
  }

  /** Returns an {@link AwaitResult} or a {@link MilvusRefreshException}, serialized. */
  @Override
  public byte[] call(Integer partition) throws InterruptedException {
    try (RefreshClient client =
        RefreshClient.open(connection.onExecutor(SparkEnv.get().conf()).connection())) {
      TaskContext task = TaskContext.get();
      return SerializedAnswer.write(
          result(
              client
                  .awaiter()
                  .awaitAsync(AwaitTarget.job(jobId), options(task), new Shown(progress)),
              task));
    }
  }

  /** The first attempt does not rely on the clocks of driver and executor being the same. */
  private AwaitOptions options(TaskContext task) {
    if (task.attemptNumber() == 0) {
      return options;
    }
    Duration left = Duration.between(Instant.now(), deadline);
    return options.toBuilder().timeout(left.isNegative() ? Duration.ZERO : left).build();
  }

  private static Object result(CompletableFuture<AwaitResult> wait, TaskContext task)
      throws InterruptedException {
    SparkEnv application = SparkEnv.get();
    try {
      while (true) {
        try {
          return wait.get(KILL_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          requireNotKilled(task);
          requireSame(application);
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MilvusRefreshException error) {
        return error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      wait.cancel(true);
    }
  }

  private static void requireNotKilled(TaskContext task) {
    if (task.isInterrupted()) {
      throw new CancellationException("The task was killed; the refresh job goes on.");
    }
  }

  /** In local mode Spark leaves running tasks alone when the application ends. */
  private static void requireSame(SparkEnv application) {
    if (SparkEnv.get() != application) {
      throw new CancellationException("The application has ended; the refresh job goes on.");
    }
  }

  /** Shows the progress while the task runs: Spark takes it along with heartbeats. */
  private static final class Shown implements AwaitListener {

    private final LongAccumulator progress;

    Shown(LongAccumulator progress) {
      this.progress = progress;
    }

    @Override
    public void onProgress(AwaitProgress seen) {
      progress.add(seen.job().progress() - progress.value());
    }
  }
}
