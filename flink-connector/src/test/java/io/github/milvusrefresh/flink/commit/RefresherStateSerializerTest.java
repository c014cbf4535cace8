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

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RefresherStateSerializerTest {

  private final RefresherStateSerializer serializer = new RefresherStateSerializer();

  private RefresherState copy(RefresherState state) throws IOException {
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(state));
  }

  @Test
  void readsWhatItWrote() throws IOException {
    RefresherState both = new RefresherState(true, HandDrivenRefreshes.job(7));
    assertThat(copy(both)).isEqualTo(both);
    assertThat(copy(RefresherState.NOTHING)).isEqualTo(RefresherState.NOTHING);
  }

  @Test
  void refusesAnotherVersion() throws IOException {
    byte[] bytes = serializer.serialize(RefresherState.NOTHING);
    assertThatThrownBy(() -> serializer.deserialize(2, bytes))
        .isInstanceOf(IOException.class)
        .hasMessage("State of version 2 was written by a newer release: expected 1");
  }
}
