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

import io.github.milvusrefresh.flink.ClientMetrics;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/**
 * Reads refresh jobs. There is one split, the list of jobs; its reader asks the server, so that no
 * list passes through the JobManager.
 */
final class JobsSource implements Source<RowData, JobsSplit, JobsEnumeratorState> {

  private static final long serialVersionUID = 1L;

  private final JobsQuery query;
  private final JobColumns columns;
  private final ScanMode mode;
  private final Duration pollInterval;

  JobsSource(JobsQuery query, JobColumns columns, ScanMode mode, Duration pollInterval) {
    this.query = query;
    this.columns = columns;
    this.mode = mode;
    this.pollInterval = pollInterval;
  }

  @Override
  public Boundedness getBoundedness() {
    return mode == ScanMode.SNAPSHOT ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<RowData, JobsSplit> createReader(SourceReaderContext context) {
    ClientPolls polls = ClientPolls.open(query, mode, new ClientMetrics(context.metricGroup()));
    return new JobsReader(polls, columns, mode, pollInterval);
  }

  @Override
  public SplitEnumerator<JobsSplit, JobsEnumeratorState> createEnumerator(
      SplitEnumeratorContext<JobsSplit> context) {
    return new JobsEnumerator(context, new JobsSplit(Map.of()));
  }

  @Override
  public SplitEnumerator<JobsSplit, JobsEnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<JobsSplit> context, JobsEnumeratorState checkpoint) {
    return new JobsEnumerator(context, checkpoint.unassigned());
  }

  @Override
  public SimpleVersionedSerializer<JobsSplit> getSplitSerializer() {
    return new JobsSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<JobsEnumeratorState> getEnumeratorCheckpointSerializer() {
    return new JobsEnumeratorStateSerializer();
  }
}
