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
package io.github.milvusrefresh.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.JobHandle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GateStateSerializerTest {

  private static final JobHandle REFRESH =
      new JobHandle(7, CollectionName.parse("db.docs"), Instant.EPOCH, Instant.MAX, true);

  private final GateStateSerializer<String> serializer =
      new GateStateSerializer<>(new TextSerializer(7));

  static Stream<GateState<String>> states() {
    return Stream.of(
        GateState.closed(null, null),
        GateState.closed(Instant.parse("2026-11-24T12:00:00.123Z"), null),
        GateState.closed(Instant.EPOCH, "inner"),
        GateState.<String>closed(Instant.EPOCH, null).refreshing(REFRESH),
        GateState.opened("inner"),
        GateState.opened(""));
  }

  @ParameterizedTest
  @MethodSource("states")
  void readsWhatItWrote(GateState<String> state) throws Exception {
    byte[] bytes = serializer.serialize(state);
    assertThat(serializer.deserialize(serializer.getVersion(), bytes)).isEqualTo(state);
  }

  @Test
  void remembersTheVersionOfTheInnerState() throws Exception {
    byte[] bytes =
        new GateStateSerializer<>(new TextSerializer(3)).serialize(GateState.opened("old"));
    assertThat(serializer.deserialize(GateStateSerializer.VERSION, bytes).inner())
        .isEqualTo("old of version 3");
  }

  @Test
  void takesOtherVersionsForThoseOfTheSourceWithoutGate() throws Exception {
    byte[] bytes = "plain".getBytes(StandardCharsets.UTF_8);
    assertThat(serializer.deserialize(7, bytes)).isEqualTo(GateState.closed(null, "plain"));
  }

  /** The bytes of released versions must stay readable. */
  @Test
  void readsTheFirstFormat() throws Exception {
    byte[] bytes = {
      0, 0, 0, 0, 0, 0, 0, 3, (byte) 0xE8, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 1, 'x',
    };
    assertThat(serializer.deserialize(0x4D524731, bytes))
        .isEqualTo(GateState.closed(Instant.ofEpochSecond(1), "x"));
  }

  private record TextSerializer(int version) implements SimpleVersionedSerializer<String> {

    @Override
    public int getVersion() {
      return version;
    }

    @Override
    public byte[] serialize(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(int written, byte[] bytes) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return written == version ? text : text + " of version " + written;
    }
  }
}
