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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;

/**
 * Any sink with a committer, whose commits refresh an external collection.
 *
 * <pre>{@code
 * Sink<String> refreshing =
 *     RefreshingSink.of(files).afterCommit(CommitRefresh.of("docs").connection(options));
 * lines.sinkTo(refreshing).uid("docs");
 * }</pre>
 *
 * <p>A checkpoint of which data was committed makes a refresh start after that commit; an empty one
 * starts nothing. At most one refresh of the sink is active: commits that come meanwhile are joined
 * into one that starts when it ended. Checkpoints complete while a refresh runs. What is owed and
 * what is active is in them: after a restart the one is started and the other followed. A commit
 * that Flink repeats after a restart may cause one refresh more, which does no harm.
 *
 * <p>A refresh that fails is logged and counted; the next commit refreshes again. What time cannot
 * mend when a refresh is to be started, refused credentials for instance, fails the Flink job, and
 * no restart strategy restarts it. A server that is away is borne for the unreachable timeout; then
 * the task fails and is restarted.
 *
 * <p>A bounded job ends when its last refresh is started. With checkpoints it has one at its end in
 * any case, since Flink does not tell what the last checkpoint commits. Stopped with a savepoint
 * and without draining it, what the savepoint itself commits is refreshed when the job is restored.
 *
 * <p>What is followed is the committer of the sink. A sink that makes data visible only later, in a
 * topology of its own after the commit, needs another way.
 */
public final class RefreshingSink {

  private RefreshingSink() {}

  /**
   * Takes a sink.
   *
   * @param sink one with a committer, such as Flink's {@code FileSink}, Iceberg or Paimon
   * @param <T> the type of the records
   * @return what still needs to know what to refresh
   * @throws InvalidArgumentException if the sink has no committer
   */
  public static <T> Unrefreshed<T> of(Sink<T> sink) {
    requireNonNull(sink, "sink");
    if (sink instanceof SupportsCommitter) {
      return new Unrefreshed<>(sink);
    }
    throw InvalidArgumentException.of(
        "sink",
        sink.getClass().getName()
            + " commits nothing that could be followed: expected a sink that implements"
            + " SupportsCommitter, such as FileSink.");
  }

  /**
   * A sink whose commits refresh nothing yet.
   *
   * @param <T> the type of the records
   */
  public static final class Unrefreshed<T> {

    private final Sink<T> sink;

    private Unrefreshed(Sink<T> sink) {
      this.sink = sink;
    }

    /**
     * Adds the refresh.
     *
     * @param refresh what to refresh
     * @return the sink, with all optional interfaces that it had before
     */
    public Sink<T> afterCommit(CommitRefresh refresh) {
      return FollowedSink.of(sink, requireNonNull(refresh, "refresh"));
    }
  }
}
