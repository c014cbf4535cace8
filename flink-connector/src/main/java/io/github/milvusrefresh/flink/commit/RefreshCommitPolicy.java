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
package io.github.milvusrefresh.flink.commit;

import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.util.List;
import org.apache.flink.connector.file.table.PartitionCommitPolicy;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes an external collection when partitions of a table of the filesystem connector are
 * committed.
 *
 * <pre>{@code
 * CREATE TABLE docs (line STRING, dt STRING) PARTITIONED BY (dt) WITH (
 *   'connector' = 'filesystem', 'path' = 's3://lake/docs/', 'format' = 'parquet',
 *   'sink.partition-commit.policy.kind' = 'custom',
 *   'sink.partition-commit.policy.class' = 'io.github.milvusrefresh.flink.commit.RefreshCommitPolicy',
 *   'sink.partition-commit.policy.class.parameters' =
 *       'uri=http://localhost:19530;token-env=MILVUS_TOKEN;collection=docs');
 * }</pre>
 *
 * <p>Parameters are {@code key=value}: {@code collection}, and the options of {@link
 * io.github.milvusrefresh.core.sql.ConnectorOption}, up to eight.
 *
 * <p>A commit starts a refresh and waits for no more than its beginning. Commits that come while
 * one is active are joined into one that starts when it ended. A server that is away is tried until
 * it is back. What time cannot mend fails the task at the next commit, and no restart strategy
 * restarts the job.
 *
 * <p>A policy has no state. So that nothing is lost in a crash, a streaming job refreshes once when
 * it starts. In batch, where this runs on the job manager after the end of all tasks and partition
 * by partition, the refresh after the last partition may still be to come when the job ends, and is
 * lost if the process ends too: use {@code CALL} after the INSERT instead. Not thread-safe.
 */
public final class RefreshCommitPolicy implements PartitionCommitPolicy {

  private static final Logger LOG = LoggerFactory.getLogger(RefreshCommitPolicy.class);

  /** Who makes a policy in streaming mode; others make it when the job is over. */
  private static final String STREAMING =
      "org.apache.flink.connector.file.table.stream.PartitionCommitter";

  private final CommitRefresh refresh;
  private final DetachedRefresher refresher;
  private final boolean streaming = isMadeForStreaming();
  private boolean warned;

  private RefreshCommitPolicy(List<String> parameters) {
    try {
      refresh = PolicyParameters.read(parameters);
    } catch (MilvusRefreshException e) {
      throw new SuppressRestartsException(e);
    }
    refresher = DetachedRefresher.join(refresh);
    if (streaming) {
      refresher.owe();
    }
  }

  /** For Flink, when no parameter is given: says which are missing. */
  public RefreshCommitPolicy() {
    this(List.of());
  }

  /**
   * For Flink, which wants one argument for each parameter.
   *
   * @param first {@code key=value}
   */
  public RefreshCommitPolicy(String first) {
    this(List.of(first));
  }

  /**
   * For Flink, which wants one argument for each parameter.
   *
   * @param first {@code key=value}
   * @param second {@code key=value}
   */
  public RefreshCommitPolicy(String first, String second) {
    this(List.of(first, second));
  }

  /**
   * For Flink, which wants one argument for each parameter.
   *
   * @param first {@code key=value}
   * @param second {@code key=value}
   * @param third {@code key=value}
   */
  public RefreshCommitPolicy(String first, String second, String third) {
    this(List.of(first, second, third));
  }

  /**
   * For Flink, which wants one argument for each parameter.
   *
   * @param first {@code key=value}
   * @param second {@code key=value}
   * @param third {@code key=value}
   * @param fourth {@code key=value}
   */
  public RefreshCommitPolicy(String first, String second, String third, String fourth) {
    this(List.of(first, second, third, fourth));
  }

  /**
   * For Flink, which wants one argument for each parameter.
   *
   * @param first {@code key=value}
   * @param second {@code key=value}
   * @param third {@code key=value}
   * @param fourth {@code key=value}
   * @param fifth {@code key=value}
   */
  public RefreshCommitPolicy(
      String first, String second, String third, String fourth, String fifth) {
    this(List.of(first, second, third, fourth, fifth));
  }

  /**
   * For Flink, which wants one argument for each parameter.
   *
   * @param first {@code key=value}
   * @param second {@code key=value}
   * @param third {@code key=value}
   * @param fourth {@code key=value}
   * @param fifth {@code key=value}
   * @param sixth {@code key=value}
   */
  public RefreshCommitPolicy(
      String first, String second, String third, String fourth, String fifth, String sixth) {
    this(List.of(first, second, third, fourth, fifth, sixth));
  }

  /**
   * For Flink, which wants one argument for each parameter.
   *
   * @param first {@code key=value}
   * @param second {@code key=value}
   * @param third {@code key=value}
   * @param fourth {@code key=value}
   * @param fifth {@code key=value}
   * @param sixth {@code key=value}
   * @param seventh {@code key=value}
   */
  public RefreshCommitPolicy(
      String first,
      String second,
      String third,
      String fourth,
      String fifth,
      String sixth,
      String seventh) {
    this(List.of(first, second, third, fourth, fifth, sixth, seventh));
  }

  /**
   * For Flink, which wants one argument for each parameter.
   *
   * @param first {@code key=value}
   * @param second {@code key=value}
   * @param third {@code key=value}
   * @param fourth {@code key=value}
   * @param fifth {@code key=value}
   * @param sixth {@code key=value}
   * @param seventh {@code key=value}
   * @param eighth {@code key=value}
   */
  public RefreshCommitPolicy(
      String first,
      String second,
      String third,
      String fourth,
      String fifth,
      String sixth,
      String seventh,
      String eighth) {
    this(List.of(first, second, third, fourth, fifth, sixth, seventh, eighth));
  }

  private static boolean isMadeForStreaming() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(STREAMING)));
  }

  @Override
  public void commit(Context context) throws InterruptedException {
    boolean started = refresher.commit();
    if (!started && !streaming && !warned) {
      warned = true;
      LOG.warn(
          "The refresh of {} after this batch job is not started yet, and is lost if this process"
              + " ends before: end the INSERT with CALL sys.`refresh`(collection => '{}',"
              + " if_running => 'queue').",
          refresh.collection(),
          refresh.collection());
    }
  }
}
