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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The state as it is written. */
class JobsSplitSerializerTest {

  private final JobsSplitSerializer serializer = new JobsSplitSerializer();
  private final JobsEnumeratorStateSerializer states = new JobsEnumeratorStateSerializer();

  private final JobsSplit split =
      new JobsSplit(
          Map.of(
              7L, JobMark.of(Jobs.failed(7, "ü".repeat(70_000))),
              9L, JobMark.of(Jobs.running(9, 40))));

  @Test
  void readsWhatItWrote() throws Exception {
    assertThat(serializer.deserialize(1, serializer.serialize(split))).isEqualTo(split);
    JobsSplit empty = new JobsSplit(Map.of());
    assertThat(serializer.deserialize(1, serializer.serialize(empty))).isEqualTo(empty);
  }

  /** Written by version 1; must be read for ever. */
  @Test
  void readsVersion1() throws Exception {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "00000001"
                    + "0000000000000009"
                    + "00000001"
                    + "00000028"
                    + "00000002"
                    + "6f6b"
                    + "000001a0c3bef180"
                    + "8000000000000000");
    JobMark mark = serializer.deserialize(1, bytes).emitted().get(9L);
    assertThat(mark)
        .isEqualTo(new JobMark(1, 40, "ok", Instant.ofEpochMilli(0x1a0c3bef180L), null));
  }

  @Test
  void anotherVersionIsRefused() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The state of the refresh jobs has version 2: expected 1, or a newer connector.");
  }

  @Test
  void theEnumeratorHasTheSplitOrNot() throws Exception {
    for (JobsEnumeratorState state :
        new JobsEnumeratorState[] {
          new JobsEnumeratorState(null), new JobsEnumeratorState(new JobsSplit(Map.of()))
        }) {
      assertThat(states.deserialize(states.getVersion(), states.serialize(state))).isEqualTo(state);
    }
  }
}
