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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a gate remembers in checkpoints.
 *
 * @param open whether it has opened; it never closes again
 * @param deadline when the wait ends, by the wall clock of the job manager, in milliseconds; null
 *     if open or not started
 * @param refresh the refresh that the gate started; null if open, or if it has started none
 * @param inner the state of the inner enumerator; null while there is none
 * @param <StateT> the type of that state
 */
public record GateState<StateT>(
    boolean open, @Nullable Instant deadline, @Nullable JobHandle refresh, @Nullable StateT inner) {

  static <StateT> GateState<StateT> closed(@Nullable Instant deadline, @Nullable StateT inner) {
    return new GateState<>(false, deadline, null, inner);
  }

  static <StateT> GateState<StateT> opened(StateT inner) {
    return new GateState<>(true, null, null, inner);
  }

  GateState<StateT> until(Instant newDeadline) {
    return new GateState<>(open, newDeadline, refresh, inner);
  }

  GateState<StateT> refreshing(JobHandle handle) {
    return new GateState<>(open, deadline, handle, inner);
  }
}
