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

import io.github.milvusrefresh.core.JobHandle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the state of a gate around that of the inner enumerator.
 *
 * <p>State of any other version was written by the inner source before it had a gate; it is read as
 * that of a closed gate, so that a gate can be added to a job that has a savepoint.
 */
final class GateStateSerializer<StateT> implements SimpleVersionedSerializer<GateState<StateT>> {

  /** "MRG1": no source counts its versions this far. */
  static final int VERSION = 0x4D524731;

  private static final long NO_DEADLINE = Long.MIN_VALUE;
  private static final String NO_REFRESH = "";

  private final SimpleVersionedSerializer<StateT> inner;

  GateStateSerializer(SimpleVersionedSerializer<StateT> inner) {
    this.inner = inner;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(GateState<StateT> state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Instant deadline = state.deadline();
    out.writeBoolean(state.open());
    out.writeLong(deadline == null ? NO_DEADLINE : deadline.toEpochMilli());
    out.writeUTF(state.refresh() == null ? NO_REFRESH : state.refresh().toJson());
    writeInner(state.inner(), out);
    return bytes.toByteArray();
  }

  private void writeInner(@Nullable StateT state, DataOutputStream out) throws IOException {
    out.writeBoolean(state != null);
    if (state != null) {
      byte[] bytes = inner.serialize(state);
      out.writeInt(inner.getVersion());
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  @Override
  public GateState<StateT> deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      return GateState.closed(null, inner.deserialize(version, serialized));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    boolean open = in.readBoolean();
    long deadline = in.readLong();
    String refresh = in.readUTF();
    return new GateState<>(
        open,
        deadline == NO_DEADLINE ? null : Instant.ofEpochMilli(deadline),
        refresh.equals(NO_REFRESH) ? null : JobHandle.fromJson(refresh),
        readInner(in));
  }

  private @Nullable StateT readInner(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    int version = in.readInt();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return inner.deserialize(version, bytes);
  }
}
