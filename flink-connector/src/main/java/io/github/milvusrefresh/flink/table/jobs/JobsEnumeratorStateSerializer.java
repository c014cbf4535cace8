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

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes the split, or nothing. */
final class JobsEnumeratorStateSerializer
    implements SimpleVersionedSerializer<JobsEnumeratorState> {

  private final JobsSplitSerializer splits = new JobsSplitSerializer();

  @Override
  public int getVersion() {
    return splits.getVersion();
  }

  @Override
  public byte[] serialize(JobsEnumeratorState state) throws IOException {
    JobsSplit unassigned = state.unassigned();
    return unassigned == null ? new byte[0] : splits.serialize(unassigned);
  }

  @Override
  public JobsEnumeratorState deserialize(int version, byte[] serialized) throws IOException {
    return new JobsEnumeratorState(
        serialized.length == 0 ? null : splits.deserialize(version, serialized));
  }
}
