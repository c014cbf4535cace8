// Licensed under the Apache License, Version 2.0; see LICENSE.

import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.Credentials;
import io.github.milvusrefresh.flink.GatedSource;
import io.github.milvusrefresh.flink.RefreshGate;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Copies the lines of one directory to another, once a refresh job has completed. */
public final class GatedLines {

  public static void main(String[] arguments) throws Exception {
    long jobId = Long.parseLong(arguments[0]);
    ConnectionOptions connection =
        ConnectionOptions.builder(arguments[1])
            .credentials(new Credentials.TokenEnvironment(arguments[2]))
            .build();
    FileSource<String> lines =
        FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path(arguments[3])).build();
    FileSink<String> copy =
        FileSink.forRowFormat(new Path(arguments[4]), new SimpleStringEncoder<String>()).build();
    RefreshGate gate =
        RefreshGate.completed(jobId).connection(connection).timeout(Duration.ofMinutes(10));

    StreamExecutionEnvironment flink = StreamExecutionEnvironment.getExecutionEnvironment();
    flink
        .fromSource(
            GatedSource.of(lines).until(gate), WatermarkStrategy.noWatermarks(), "gated lines")
        .sinkTo(copy);
    flink.execute("gated lines");
  }
}
