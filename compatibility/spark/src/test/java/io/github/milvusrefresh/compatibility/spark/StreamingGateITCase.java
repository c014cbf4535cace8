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
package io.github.milvusrefresh.compatibility.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.spark.MilvusRefresh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A stream that writes a batch, refreshes, and awaits before the next batch begins. */
class StreamingGateITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();
  @TempDir Path directory;

  private final List<String> events = new ArrayList<>();
  private MilvusRefresh milvus;
  private Consumer<JobControl> end = JobControl::complete;
  private boolean crashes;

  @BeforeEach
  void twoFiles() throws Exception {
    milvus = MilvusRefresh.on(env.spark());
    Files.createDirectory(directory.resolve("in"));
    Files.writeString(directory.resolve("in/a"), "first");
    Files.writeString(directory.resolve("in/b"), "second");
  }

  private void runStream() throws Exception {
    VoidFunction2<Dataset<Row>, Long> gated = this::write;
    env.spark()
        .readStream()
        .format("text")
        .option("maxFilesPerTrigger", 1)
        .load(directory.resolve("in").toString())
        .writeStream()
        .option("checkpointLocation", directory.resolve("checkpoint").toString())
        .trigger(Trigger.AvailableNow())
        .foreachBatch(gated)
        .start()
        .awaitTermination();
  }

  private void write(Dataset<Row> batch, long id) {
    batch.write().mode("overwrite").text(lake().resolve("batch=" + id).toString());
    events.add("wrote " + id);
    long jobId = milvus.start(RefreshRequest.of("docs").withIfRunning(IfRunning.QUEUE));
    env.milvus().job(jobId).script(job -> job.inProgress(50), end);
    if (crashes) {
      throw new IllegalStateException("The driver dies.");
    }
    RefreshJob job = milvus.await(jobId);
    events.add("refreshed " + id + " " + job.state());
  }

  private Path lake() {
    return directory.resolve("lake");
  }

  @Test
  void eachBatchIsRefreshedBeforeTheNextIsWritten() throws Exception {
    runStream();

    assertThat(events)
        .containsExactly(
            "wrote 0", "refreshed 0 RefreshCompleted", "wrote 1", "refreshed 1 RefreshCompleted");
  }

  @Test
  void aFailedRefreshEndsTheStreamWithOurErrorAsACause() {
    end = job -> job.fail("no such bucket");

    Throwable thrown = catchThrowable(this::runStream);

    assertThat(thrown).isInstanceOf(StreamingQueryException.class);
    assertThat(
            Failures.of(
                () -> {
                  throw thrown;
                }))
        .isInstanceOf(RefreshFailedException.class);
    assertThat(events).containsExactly("wrote 0");
  }

  @Test
  void aReplayedBatchIsWrittenOnceAndRefreshedAgain() throws Exception {
    crashes = true;
    assertThatThrownBy(this::runStream).isInstanceOf(StreamingQueryException.class);
    crashes = false;
    events.clear();

    runStream();

    assertThat(events)
        .containsExactly(
            "wrote 0", "refreshed 0 RefreshCompleted", "wrote 1", "refreshed 1 RefreshCompleted");
    assertThat(env.spark().read().text(lake().toString()).count()).isEqualTo(2);
    assertThat(milvus.jobs())
        .extracting(RefreshJob::state)
        .containsOnly(RefreshState.COMPLETED)
        .hasSize(3);
  }
}
