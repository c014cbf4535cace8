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
package io.github.milvusrefresh.spark;

import io.github.milvusrefresh.core.sql.Routine;
import java.util.List;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Runs a call on the driver when a query is executed, and hands its rows to one task.
 *
 * <p>So planning and EXPLAIN ask nothing, every execution asks once, no executor needs network or
 * credentials, no slot is held while waiting, and no failed job is retried as a failed task.
 */
final class RefreshScan implements Scan, Batch {

  private final RoutineCall call;
  private volatile CustomTaskMetric[] metrics = {};

  RefreshScan(RoutineCall call) {
    this.call = call;
  }

  @Override
  public StructType readSchema() {
    return SparkRows.schema(call.routine().columns());
  }

  @Override
  public String description() {
    return call.description();
  }

  /** Says so without looking at the partitions; the default plans them to find out. */
  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.UNSUPPORTED;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    List<@Nullable Object[]> rows = call.run();
    if (isAwait()) {
      metrics = AwaitMetrics.of(rows.get(0));
    }
    return new InputPartition[] {new FetchedRows(SparkRows.rows(rows))};
  }

  private boolean isAwait() {
    return call.routine() == Routine.AWAIT_REFRESH;
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return isAwait() ? AwaitMetrics.all() : new CustomMetric[0];
  }

  @Override
  public CustomTaskMetric[] reportDriverMetrics() {
    return metrics;
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return partition -> new FetchedRowsReader(((FetchedRows) partition).rows());
  }
}
