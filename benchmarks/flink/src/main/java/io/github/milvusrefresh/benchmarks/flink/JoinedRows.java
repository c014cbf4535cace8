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
package io.github.milvusrefresh.benchmarks.flink;

import io.github.milvusrefresh.benchmarks.Orders;
import io.github.milvusrefresh.benchmarks.client.ServerProcess;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Streaming queries that join as many job ids with their jobs as the parent orders, and as many
 * before these, untimed: Flink generates the code of each query anew, so that the first rows run in
 * the interpreter.
 */
final class JoinedRows {

  private final String uri;
  private final long jobId;
  private final Join join;

  private JoinedRows(String uri, long jobId, Join join) {
    this.uri = uri;
    this.jobId = jobId;
    this.join = join;
  }

  /** Serves; the arguments are the URI of the server, its job, and which {@link Join}. */
  public static void main(String[] args) throws Exception {
    JoinedRows rows = new JoinedRows(args[0], Long.parseLong(args[1]), Join.valueOf(args[2]));
    Orders.serve(rows::nanos);
  }

  private long nanos(int number) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    String inFlight = Integer.toString(join.inFlight());
    tables.getConfig().set("table.exec.async-lookup.buffer-capacity", inFlight);
    tables.getConfig().set("table.exec.async-table.max-concurrent-operations", inFlight);
    tables.executeSql(
        """
        CREATE CATALOG milvus WITH (
          'type' = 'milvus-refresh', 'uri' = '%s', 'token' = '%s', 'database' = '%s')
        """
            .formatted(uri, ServerProcess.TOKEN, ServerProcess.DATABASE));
    tables.createTemporaryView(
        "requests",
        requests(environment, jobId, 2L * number),
        Schema.newBuilder()
            .columnByExpression("job_id", "f0")
            .columnByExpression("pt", "PROCTIME()")
            .build());
    tables
        .toDataStream(tables.sqlQuery(join.sql()))
        .map(new Clock<>(number, number))
        .sinkTo(new DiscardingSink<>());
    environment.execute();
    return Clock.nanos();
  }

  private static DataStream<Long> requests(
      StreamExecutionEnvironment environment, long jobId, long number) {
    return environment.fromSource(
        new DataGeneratorSource<>(index -> jobId, number, Types.LONG),
        WatermarkStrategy.noWatermarks(),
        "requests");
  }
}
