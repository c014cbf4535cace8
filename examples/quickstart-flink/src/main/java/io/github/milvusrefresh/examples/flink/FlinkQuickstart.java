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
package io.github.milvusrefresh.examples.flink;

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.Credentials;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.examples.Console;
import io.github.milvusrefresh.examples.ExternalCollection;
import io.github.milvusrefresh.examples.GateCheck;
import io.github.milvusrefresh.examples.QuickstartOptions;
import io.github.milvusrefresh.flink.GatedSource;
import io.github.milvusrefresh.flink.RefreshGate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** A streaming job whose source opens when a refresh job completes. */
public final class FlinkQuickstart {

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(200);

  private FlinkQuickstart() {}

  /**
   * Runs it; exit status 1 if the refresh failed or the gate did not hold.
   *
   * @param arguments {@code uri=}, {@code collection=}, {@code source=}, and {@code rows=} if the
   *     number of rows is known
   * @throws Exception if Flink fails for another reason
   */
  public static void main(String[] arguments) throws Exception {
    QuickstartOptions options = QuickstartOptions.of(arguments);
    ConnectionOptions connection = connection(options);
    try (RefreshClient milvus = RefreshClient.open(connection)) {
      Console.heading("Flink streams from a gated source");
      options.source().ifPresent(source -> createCollection(options, source));
      long jobId = milvus.refresh(RefreshRequest.of(options.collection())).jobId();
      Console.line("job", "%d, started by the Java API".formatted(jobId));
      long rows =
          stream(milvus.progress(jobId).externalSource(), RefreshGate.completed(jobId), connection);
      report(milvus.progress(jobId), options, rows);
    } catch (Exception e) {
      System.err.println("\n" + refreshError(e).getMessage());
      System.exit(1);
    }
  }

  private static void createCollection(QuickstartOptions options, String source) {
    boolean created =
        ExternalCollection.createIfAbsent(URI.create(options.uri()), options.collection(), source);
    Console.line(
        created ? "created" : "found", "external collection '%s'".formatted(options.collection()));
  }

  private static long stream(
      String directory, RefreshGate.Unconnected gate, ConnectionOptions connection)
      throws Exception {
    FileSource<Long> files =
        FileSource.forRecordStreamFormat(
                new ParquetIds(), new org.apache.flink.core.fs.Path(toUri(directory)))
            .build();
    GatedSource<Long, FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> gated =
        GatedSource.of(files).until(gate.connection(connection).timeout(Duration.ofMinutes(10)));

    StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(2);
    flink.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
    Console.line("stream", "GatedSource.of(files).until(RefreshGate.completed(jobId))");
    CloseableIterator<Long> ids =
        flink
            .fromSource(gated, WatermarkStrategy.noWatermarks(), "files of the collection")
            .map(new FirstRecord())
            .executeAndCollect("milvus-refresh-quickstart");
    try {
      return count(ids);
    } finally {
      ids.close();
    }
  }

  private static long count(CloseableIterator<Long> ids) {
    long rows = 0;
    while (ids.hasNext()) {
      ids.next();
      rows++;
    }
    return rows;
  }

  private static void report(RefreshJob job, QuickstartOptions options, long rows) {
    Instant completed = requireNonNull(job.endTime());
    Instant firstRecord = FirstRecord.readAt();
    Console.line(
        "closed",
        "%d checkpoints completed before the first record"
            .formatted(FirstRecord.checkpointsBefore()));
    Console.line("completed", "at %s by the server's clock".formatted(Console.time(completed)));
    Console.line(
        "first record",
        "read at %s, %d ms later"
            .formatted(
                Console.time(firstRecord), Duration.between(completed, firstRecord).toMillis()));
    Console.line("read", "%,d rows".formatted(rows));
    GateCheck.readAfterCompletion(completed, firstRecord);
    if (options.values().containsKey("rows")) {
      GateCheck.rows(Long.parseLong(options.values().get("rows")), rows);
    }
    Console.line("gate", "held: no record was read before the refresh had completed");
  }

  private static ConnectionOptions connection(QuickstartOptions options) {
    ConnectionOptions.Builder builder = ConnectionOptions.builder(options.uri());
    if (options.hasToken()) {
      builder.credentials(new Credentials.TokenEnvironment(QuickstartOptions.TOKEN_VARIABLE));
    }
    return builder.build();
  }

  private static URI toUri(String directory) {
    return directory.contains(":/") ? URI.create(directory) : Path.of(directory).toUri();
  }

  /** Flink wraps what ended a job several times; ours is the one that says what to do. */
  private static Throwable refreshError(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof MilvusRefreshException) {
        return cause;
      }
    }
    return error;
  }
}
