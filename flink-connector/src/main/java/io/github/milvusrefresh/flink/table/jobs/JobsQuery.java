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
package io.github.milvusrefresh.flink.table.jobs;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.sql.JobSelection;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are asked for, and where, as it travels to a task.
 *
 * @param connection how to reach the server
 * @param unreachableTimeout how long the server may be away
 * @param collection whose list to ask for; null for the list of all
 * @param selection which of them
 */
record JobsQuery(
    ConnectionOptions connection,
    Duration unreachableTimeout,
    @Nullable CollectionName collection,
    JobSelection selection)
    implements Serializable {

  JobsQuery withJobId(long jobId) {
    return new JobsQuery(
        connection, unreachableTimeout, collection, selection.withJobIds(List.of(jobId)));
  }

  CompletableFuture<List<RefreshJob>> ask(RefreshClient client) {
    return selection.fetchAsync(client, Optional.ofNullable(collection));
  }
}
