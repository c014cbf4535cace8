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

import io.github.milvusrefresh.core.AwaitOptions;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.OnFailure;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a {@link RefreshingSink} refreshes after its commits. Immutable.
 *
 * <pre>{@code
 * CommitRefresh.of("docs").connection(ConnectionOptions.builder("http://localhost:19530").build())
 * }</pre>
 *
 * <p>It travels in the job graph, credentials included: let them be a {@code TokenEnvironment} or
 * {@code TokenFile} that is good on the task managers.
 *
 * @param collection the external collection that shows what the sink writes
 * @param options how to reach the server, how long a refresh may take, and for how long the server
 *     may be away
 * @param awaitsLast whether a bounded job ends only when its last refresh completed; else when it
 *     is started
 */
public record CommitRefresh(CollectionName collection, ConnectorOptions options, boolean awaitsLast)
    implements Serializable {

  // Checks that all is there. How a refresh ended is told by exceptions inside.
  public CommitRefresh {
    requireNonNull(collection, "collection");
    options =
        new ConnectorOptions(
            options.connection(), options.await().toBuilder().onFailure(OnFailure.THROW).build());
  }

  /**
   * Names what to refresh.
   *
   * @param collection {@code coll} or {@code db.coll}
   * @return what still needs to know the server
   */
  public static Unconnected of(String collection) {
    return new Unconnected(CollectionName.parse(collection));
  }

  /**
   * Returns this with another timeout of each refresh. One that takes longer, queueing behind other
   * refreshes included, counts as failed; the next commit refreshes again.
   *
   * @param timeout above zero; default 1 h
   * @return a copy
   */
  public CommitRefresh timeout(Duration timeout) {
    return awaiting(options.await().toBuilder().timeout(timeout).build());
  }

  /**
   * Returns this with other options for the refreshes.
   *
   * @param await how long each may take, and for how long the server may be away; when it is away
   *     for longer while a refresh is to be started, the task fails and its restart goes on trying
   * @return a copy
   */
  public CommitRefresh awaiting(AwaitOptions await) {
    return new CommitRefresh(
        collection, new ConnectorOptions(options.connection(), await), awaitsLast);
  }

  /**
   * Returns this holding the end of a bounded job back until its last refresh completed. If that
   * fails, the job does.
   *
   * @return a copy
   */
  public CommitRefresh awaitingLast() {
    return new CommitRefresh(collection, options, true);
  }

  /** Milvus refuses a second refresh while one is active, whoever started that. */
  RefreshRequest request() {
    return RefreshRequest.of(collection)
        .withIfRunning(IfRunning.QUEUE)
        .withTimeout(options.await().timeout());
  }

  /** A refresh that does not know its server yet. */
  public static final class Unconnected {

    private final CollectionName collection;

    private Unconnected(CollectionName collection) {
      this.collection = collection;
    }

    /**
     * Names the server; waits by default as {@link AwaitOptions#defaults()}.
     *
     * @param connection how to reach the server
     * @return the refresh
     */
    public CommitRefresh connection(ConnectionOptions connection) {
      return options(new ConnectorOptions(connection, AwaitOptions.defaults()));
    }

    /**
     * Names the server and how to wait, by the options of a catalog or module.
     *
     * @param options read from their keys, see {@link ConnectorOptions#of}
     * @return the refresh
     */
    public CommitRefresh options(ConnectorOptions options) {
      return new CommitRefresh(collection, options, false);
    }
  }
}
