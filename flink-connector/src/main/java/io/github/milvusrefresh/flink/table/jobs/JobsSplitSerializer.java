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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** Writes how far the list of jobs was read. */
final class JobsSplitSerializer implements SimpleVersionedSerializer<JobsSplit> {

  static final int VERSION = 1;

  private static final long NO_TIME = Long.MIN_VALUE;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(JobsSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(split.emitted().size());
    for (Map.Entry<Long, JobMark> job : split.emitted().entrySet()) {
      out.writeLong(job.getKey());
      write(job.getValue(), out);
    }
    return bytes.toByteArray();
  }

  private static void write(JobMark mark, DataOutputStream out) throws IOException {
    out.writeInt(mark.state());
    out.writeInt(mark.progress());
    byte[] reason = mark.reason().getBytes(StandardCharsets.UTF_8);
    out.writeInt(reason.length);
    out.write(reason);
    out.writeLong(millis(mark.startTime()));
    out.writeLong(millis(mark.endTime()));
  }

  private static long millis(@Nullable Instant time) {
    return time == null ? NO_TIME : time.toEpochMilli();
  }

  @Override
  public JobsSplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "The state of the refresh jobs has version %d: expected %d, or a newer connector."
              .formatted(version, VERSION));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    Map<Long, JobMark> emitted = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      emitted.put(in.readLong(), readMark(in));
    }
    return new JobsSplit(emitted);
  }

  private static JobMark readMark(DataInputStream in) throws IOException {
    int state = in.readInt();
    int progress = in.readInt();
    byte[] reason = new byte[in.readInt()];
    in.readFully(reason);
    return new JobMark(
        state,
        progress,
        new String(reason, StandardCharsets.UTF_8),
        time(in.readLong()),
        time(in.readLong()));
  }

  private static @Nullable Instant time(long millis) {
    return millis == NO_TIME ? null : Instant.ofEpochMilli(millis);
  }
}
