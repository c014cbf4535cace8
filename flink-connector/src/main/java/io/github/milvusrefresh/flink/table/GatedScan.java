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
package io.github.milvusrefresh.flink.table;

import io.github.milvusrefresh.flink.GatedSource;
import io.github.milvusrefresh.flink.RefreshGate;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.ScanTableSource.ScanRuntimeProvider;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.data.RowData;

/** Puts a gate in front of the source of a scan. */
final class GatedScan {

  private GatedScan() {}

  static ScanRuntimeProvider gate(ScanRuntimeProvider scan, RefreshGate gate, String connector) {
    if (scan instanceof SourceProvider provider) {
      return SourceProvider.of(
          gated(provider.createSource(), gate), provider.getParallelism().orElse(null));
    }
    if (scan instanceof DataStreamScanProvider provider) {
      return new GatedStreamScan(provider, gate, connector);
    }
    throw hasNoSource(connector);
  }

  private static <T, SplitT extends SourceSplit, StateT> GatedSource<T, SplitT, StateT> gated(
      Source<T, SplitT, StateT> source, RefreshGate gate) {
    return GatedSource.of(source).until(gate);
  }

  private static ValidationException hasNoSource(String connector) {
    return new ValidationException(
        "The connector '"
            + connector
            + "' reads by other means than a source of FLIP-27: expected"
            + " one that has such a source, since a gate holds its enumerator back.");
  }

  /** Connectors such as Kafka's hand out a stream, which is nothing but their source. */
  private record GatedStreamScan(DataStreamScanProvider inner, RefreshGate gate, String connector)
      implements DataStreamScanProvider {

    @Override
    public boolean isBounded() {
      return inner.isBounded();
    }

    @Override
    public Optional<Integer> getParallelism() {
      return inner.getParallelism();
    }

    @Override
    public DataStream<RowData> produceDataStream(
        ProviderContext context, StreamExecutionEnvironment environment) {
      Transformation<RowData> stream =
          inner.produceDataStream(context, environment).getTransformation();
      if (stream instanceof SourceTransformation<RowData, ?, ?> source) {
        return gated(source, environment);
      }
      throw hasNoSource(connector);
    }

    private DataStream<RowData> gated(
        SourceTransformation<RowData, ?, ?> source, StreamExecutionEnvironment environment) {
      DataStreamSource<RowData> stream =
          environment.fromSource(
              GatedScan.gated(source.getSource(), gate),
              source.getWatermarkStrategy(),
              source.getName(),
              source.getOutputType());
      if (source.getUid() != null) {
        stream.uid(source.getUid());
      }
      if (source.isParallelismConfigured()) {
        stream.setParallelism(source.getParallelism());
      }
      return stream;
    }
  }
}
