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

import io.github.milvusrefresh.core.JobHandle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes whether a refresh is owed, and the handle of the active one. */
final class RefresherStateSerializer implements SimpleVersionedSerializer<RefresherState> {

  private static final int VERSION = 1;
  private static final String NONE = "";

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(RefresherState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBoolean(state.owed());
    out.writeUTF(state.active() == null ? NONE : state.active().toJson());
    return bytes.toByteArray();
  }

  @Override
  public RefresherState deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "State of version " + version + " was written by a newer release: expected " + VERSION);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    boolean owed = in.readBoolean();
    String active = in.readUTF();
    return new RefresherState(owed, active.equals(NONE) ? null : JobHandle.fromJson(active));
  }
}
