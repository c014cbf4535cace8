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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.AwaitResult;
import io.github.milvusrefresh.core.JobHandle;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of a job row, the same in every engine and in this order. */
public final class Columns {

  private static final Column JOB_ID =
      new Column("job_id", SqlType.BIGINT, false, "The server's id of the job");

  /** A refresh job. All but the id can be NULL: a job can be started and not visible yet. */
  public static final List<Column> JOB =
      List.of(
          JOB_ID,
          new Column(
              "collection_name", SqlType.STRING, true, "The collection, as named at submission"),
          new Column(
              "state",
              SqlType.STRING,
              true,
              "RefreshPending, RefreshInProgress, RefreshCompleted or RefreshFailed"),
          new Column("progress", SqlType.INT, true, "Finished tasks in percent, 0 to 100"),
          new Column("reason", SqlType.STRING, true, "The server's reason, if it gave one"),
          new Column(
              "external_source", SqlType.STRING, true, "The source of the job, secrets masked"),
          new Column("external_spec", SqlType.STRING, true, "The spec of the job, secrets masked"),
          new Column(
              "start_time", SqlType.TIMESTAMP, true, "When the job was submitted, server's clock"),
          new Column("end_time", SqlType.TIMESTAMP, true, "When the job ended, NULL while it runs"),
          new Column(
              "duration_ms", SqlType.BIGINT, true, "How long the job took, NULL while it runs"));

  /**
   * A refresh job and how the wait for it ended. The id can be NULL too: a wait for a collection
   * can end before its job is known.
   */
  public static final List<Column> AWAITED_JOB =
      Stream.of(
              Stream.of(new Column(JOB_ID.name(), JOB_ID.type(), true, JOB_ID.comment())),
              JOB.stream().skip(1),
              Stream.of(
                  new Column("outcome", SqlType.STRING, false, "How the wait ended"),
                  new Column("waited_ms", SqlType.BIGINT, false, "How long the wait took"),
                  new Column("polls", SqlType.INT, false, "How often the server was asked")))
          .flatMap(columns -> columns)
          .toList();

  private Columns() {}

  /**
   * Renders a job.
   *
   * @param job the job
   * @return the values of {@link #JOB}, of the Java types that {@link SqlType} names, or null
   */
  public static @Nullable Object[] row(RefreshJob job) {
    return new @Nullable Object[] {
      job.jobId(),
      job.collectionName(),
      job.state().wireName(),
      job.progress(),
      nullIfEmpty(job.reason()),
      nullIfEmpty(job.externalSource()),
      nullIfEmpty(job.externalSpec()),
      job.startTime(),
      job.endTime(),
      job.duration().map(Duration::toMillis).orElse(null)
    };
  }

  /**
   * Renders a job that was started and is not visible.
   *
   * @param handle the job
   * @return the values of {@link #JOB}: id and collection, the others null
   */
  static @Nullable Object[] unseen(JobHandle handle) {
    return unseen(handle.jobId(), handle.collection().collection());
  }

  /**
   * Renders the end of a wait.
   *
   * @param result the end
   * @return the values of {@link #AWAITED_JOB}; of a job that was never seen, only the id; not even
   *     that if it was never known
   */
  public static @Nullable Object[] row(AwaitResult result) {
    RefreshJob job = result.job();
    @Nullable Object[] row =
        Arrays.copyOf(job == null ? unseen(result.jobId(), null) : row(job), AWAITED_JOB.size());
    row[JOB.size()] = result.outcome().name();
    row[JOB.size() + 1] = result.waited().toMillis();
    row[JOB.size() + 2] = result.polls();
    return row;
  }

  private static @Nullable Object[] unseen(@Nullable Long jobId, @Nullable String collection) {
    @Nullable Object[] row = new @Nullable Object[JOB.size()];
    row[0] = jobId;
    row[1] = collection;
    return row;
  }

  /**
   * Reads a job from its row.
   *
   * @param row begins with the values of {@link #JOB}; of a job that was seen
   * @return the job
   */
  public static RefreshJob job(@Nullable Object[] row) {
    return new RefreshJob(
        (Long) requireNonNull(row[0], "job_id"),
        text(row[1]),
        RefreshState.ofWireName(text(row[2])),
        (Integer) requireNonNull(row[3], "progress"),
        text(row[4]),
        text(row[5]),
        text(row[6]),
        (Instant) row[7],
        (Instant) row[8]);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : (String) value;
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
