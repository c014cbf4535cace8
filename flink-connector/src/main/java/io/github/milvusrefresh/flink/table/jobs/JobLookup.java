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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.flink.ClientMetrics;
import io.github.milvusrefresh.flink.internal.ThreadTimer;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.jspecify.annotations.Nullable;

/** Looks up jobs by their ids. Thread-safe once open. */
final class JobLookup implements Serializable {

  private static final long serialVersionUID = 1L;

  private final JobsQuery query;
  private final JobColumns columns;
  private final LookupKey key;
  private final LookupSettings settings;
  private final Duration pollInterval;

  private transient @Nullable RefreshClient client;
  private transient @Nullable PatientReads reads;
  private transient @Nullable JobCache cache;

  JobLookup(
      JobsQuery query,
      JobColumns columns,
      List<String> keys,
      LookupSettings settings,
      Duration pollInterval) {
    this.query = query;
    this.columns = columns;
    this.key = LookupKey.of(keys, columns);
    this.settings = settings;
    this.pollInterval = pollInterval;
  }

  void open(FunctionContext context) {
    client = RefreshClient.open(query.connection(), new ClientMetrics(context.getMetricGroup()));
    reads =
        new PatientReads(
            new ThreadTimer("milvus-refresh-lookup"),
            query.unreachableTimeout(),
            settings.maxRetries());
    cache = JobCache.open(settings.cache(), pollInterval, context.getMetricGroup());
  }

  void close() {
    if (reads != null) {
      reads.close();
    }
    if (client != null) {
      client.close();
    }
    if (cache != null) {
      cache.close();
    }
  }

  /**
   * Looks up a job; does not block.
   *
   * @param values the values of the key
   * @return completes with its row, or none if the server does not know it; or exceptionally when
   *     no answer can be had
   */
  CompletableFuture<Collection<RowData>> find(RowData values) {
    if (!key.hasJobId(values)) {
      return CompletableFuture.completedFuture(List.of());
    }
    long jobId = key.jobId(values);
    Collection<RowData> cached = requireNonNull(cache, "not open").get(jobId);
    CompletableFuture<Collection<RowData>> rows =
        cached == null ? ask(jobId) : CompletableFuture.completedFuture(cached);
    return key.isJobIdAlone() ? rows : rows.thenApply(found -> key.matching(found, values));
  }

  private CompletableFuture<Collection<RowData>> ask(long jobId) {
    RefreshClient from = requireNonNull(client, "not open");
    return requireNonNull(reads, "not open")
        .now(() -> query.withJobId(jobId).ask(from))
        .thenApply(jobs -> keep(jobId, jobs));
  }

  private Collection<RowData> keep(long jobId, List<RefreshJob> jobs) {
    List<RowData> rows = jobs.stream().map(columns::row).toList();
    boolean isFinal =
        !jobs.isEmpty()
            && jobs.stream().allMatch(job -> job.state().isTerminal() && job.endTime() != null);
    requireNonNull(cache, "not open").put(jobId, rows, isFinal);
    return rows;
  }
}
