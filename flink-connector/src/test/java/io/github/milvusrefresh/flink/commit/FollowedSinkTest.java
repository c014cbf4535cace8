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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class FollowedSinkTest {

  private static final CommitRefresh REFRESH =
      CommitRefresh.of("docs").connection(ConnectionOptions.builder("http://milvus").build());

  private static <T> Sink<T> following(Sink<T> sink) {
    return RefreshingSink.of(sink).afterCommit(REFRESH);
  }

  private static Sink<String> files() {
    return FileSink.forRowFormat(new Path("file:///lake"), new SimpleStringEncoder<String>())
        .build();
  }

  @Test
  void canAllThatTheSinkCan() {
    assertThat(following(files()))
        .isInstanceOf(SupportsPostCommitTopology.class)
        .isInstanceOf(SupportsCommitter.class)
        .isInstanceOf(SupportsWriterState.class)
        .isInstanceOf(SupportsWriterState.WithCompatibleState.class)
        .isInstanceOf(SupportsPreCommitTopology.class);
  }

  @Test
  void canNothingElse() {
    assertThat(following(new BareSink()))
        .isNotInstanceOf(SupportsWriterState.class)
        .isNotInstanceOf(SupportsPreCommitTopology.class)
        .isNotInstanceOf(SupportsPreWriteTopology.class);
  }

  @Test
  void isSerializable() throws Exception {
    byte[] bytes = InstantiationUtil.serializeObject(following(files()));
    Object copy = InstantiationUtil.deserializeObject(bytes, getClass().getClassLoader());
    assertThat(copy).isInstanceOf(SupportsPostCommitTopology.class);
  }

  @Test
  void isEqualToItself() {
    Sink<String> sink = following(files());
    assertThat(sink.equals(sink)).isTrue();
    assertThat(sink.equals(following(files()))).isFalse();
  }

  @Test
  void exceptionsOfTheSinkComeUnwrapped() {
    SupportsCommitter<?> sink = (SupportsCommitter<?>) following(new BareSink());
    assertThatThrownBy(() -> sink.createCommitter(null))
        .isInstanceOf(IOException.class)
        .hasMessage("no committer");
  }

  @Test
  void sinkWithoutACommitterIsRefused() {
    assertThatThrownBy(() -> RefreshingSink.of(new DiscardingSink<String>()))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContainingAll("DiscardingSink commits nothing", "SupportsCommitter");
  }

  @Test
  void topologyOfTheSinkAfterTheCommitStays() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.fromData(List.of("a")).sinkTo(following(new SinkWithOwnTopology())).uid("sink");
    assertThat(environment.getStreamGraph().getStreamNodes())
        .extracting(node -> node.getOperatorName())
        .anyMatch(name -> name.endsWith("own topology"))
        .anyMatch(name -> name.endsWith("Milvus refresh"));
  }

  /** A sink with a committer, and nothing else. */
  private static class BareSink implements Sink<String>, SupportsCommitter<String> {

    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("deprecation")
    public SinkWriter<String> createWriter(InitContext context) throws IOException {
      throw new IOException("no writer");
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) throws IOException {
      throw new IOException("no committer");
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }

  private static final class SinkWithOwnTopology extends BareSink
      implements SupportsPostCommitTopology<String> {

    private static final long serialVersionUID = 1L;

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<String>> committed) {
      committed.map(message -> message).returns(committed.getType()).name("own topology");
    }
  }
}
