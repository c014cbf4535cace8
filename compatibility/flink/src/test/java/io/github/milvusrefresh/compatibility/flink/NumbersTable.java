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
package io.github.milvusrefresh.compatibility.flink;

import io.github.milvusrefresh.compatibility.flink.NumbersTableFactory.Way;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsPartitionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;

/** Numbers and their tenfold, with abilities that are safe behind a gate and one that is not. */
final class NumbersTable
    implements ScanTableSource,
        SupportsProjectionPushDown,
        SupportsLimitPushDown,
        SupportsPartitionPushDown {

  private static final long COUNT = 10;

  private final Way way;
  private DataType produced;
  private int[] columns = {0, 1};
  private long limit = COUNT;

  NumbersTable(Way way, DataType produced) {
    this.way = way;
    this.produced = produced;
  }

  static DynamicTableSource lookup() {
    return new LookupTableSource() {
      @Override
      public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
        throw new UnsupportedOperationException();
      }

      @Override
      public DynamicTableSource copy() {
        return this;
      }

      @Override
      public String asSummaryString() {
        return "Numbers to look up";
      }
    };
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    TypeInformation<RowData> type = context.createTypeInformation(produced);
    DataGeneratorSource<RowData> source = source(type, columns, limit);
    return way == Way.SOURCE ? SourceProvider.of(source) : new Stream(source, way);
  }

  private static DataGeneratorSource<RowData> source(
      TypeInformation<RowData> type, int[] columns, long limit) {
    return new DataGeneratorSource<>(index -> row(index + 1, columns), limit, type);
  }

  private static RowData row(long number, int[] columns) {
    GenericRowData row = new GenericRowData(columns.length);
    for (int i = 0; i < columns.length; i++) {
      row.setField(i, columns[i] == 0 ? number : number * 10);
    }
    return row;
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  @Override
  public void applyProjection(int[][] fields, DataType projected) {
    columns = Arrays.stream(fields).mapToInt(path -> path[0]).toArray();
    produced = projected;
  }

  @Override
  public void applyLimit(long newLimit) {
    limit = newLimit;
  }

  @Override
  public Optional<List<Map<String, String>>> listPartitions() {
    throw new AssertionError("Partitions are listed before the gate opens.");
  }

  @Override
  public void applyPartitions(List<Map<String, String>> remaining) {
    throw new AssertionError("Partitions are chosen before the gate opens.");
  }

  @Override
  public DynamicTableSource copy() {
    NumbersTable copy = new NumbersTable(way, produced);
    copy.columns = columns;
    copy.limit = limit;
    return copy;
  }

  @Override
  public String asSummaryString() {
    return "Numbers";
  }

  private record Stream(DataGeneratorSource<RowData> source, Way way)
      implements DataStreamScanProvider {

    @Override
    public boolean isBounded() {
      return true;
    }

    @Override
    public DataStream<RowData> produceDataStream(
        ProviderContext context, StreamExecutionEnvironment environment) {
      DataStreamSource<RowData> stream =
          environment.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers");
      context.generateUid("numbers").ifPresent(stream::uid);
      return way == Way.STREAM ? stream : stream.filter(row -> true);
    }
  }
}
