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

import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshMetrics;
import io.github.milvusrefresh.flink.internal.ThreadTimer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Polls through a client of its own. */
final class ClientPolls implements Polls {

  private final JobsQuery query;
  private final RefreshClient client;
  private final PatientReads reads;

  private ClientPolls(JobsQuery query, RefreshClient client, PatientReads reads) {
    this.query = query;
    this.client = client;
    this.reads = reads;
  }

  /**
   * Opens a client; dials nothing. Changes are followed as long as the server is not away for too
   * long; a snapshot is as patient as a single call, since somebody waits for it.
   */
  static ClientPolls open(JobsQuery query, ScanMode mode, RefreshMetrics metrics) {
    Duration allowance = mode == ScanMode.CHANGES ? query.unreachableTimeout() : Duration.ZERO;
    return new ClientPolls(
        query,
        RefreshClient.open(query.connection(), metrics),
        new PatientReads(new ThreadTimer("milvus-refresh-jobs"), allowance, null));
  }

  @Override
  public CompletableFuture<List<RefreshJob>> after(Duration pause) {
    return reads.after(pause, () -> query.ask(client));
  }

  @Override
  public void close() {
    reads.close();
    client.close();
  }
}
