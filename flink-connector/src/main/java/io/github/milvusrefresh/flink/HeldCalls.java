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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SourceSplit;

/** What readers asked for while the gate was closed, in order. Not thread-safe. */
final class HeldCalls<SplitT extends SourceSplit, StateT> {

  private final List<Call<SplitT, StateT>> returnedSplits = new ArrayList<>();
  private final List<Call<SplitT, StateT>> requests = new ArrayList<>();

  void add(int subtask, Consumer<OpenEnumerator<SplitT, StateT>> call) {
    requests.add(new Call<>(subtask, call));
  }

  /** Forgets what the subtask asked for; keeps splits that came back with it. */
  void reset(int subtask, List<SplitT> splits) {
    requests.removeIf(request -> request.subtask == subtask);
    if (!splits.isEmpty()) {
      returnedSplits.add(new Call<>(subtask, open -> open.addSplitsBack(splits, subtask)));
    }
  }

  void replay(OpenEnumerator<SplitT, StateT> open) {
    returnedSplits.forEach(call -> call.action.accept(open));
    requests.forEach(call -> call.action.accept(open));
    returnedSplits.clear();
    requests.clear();
  }

  private record Call<SplitT extends SourceSplit, StateT>(
      int subtask, Consumer<OpenEnumerator<SplitT, StateT>> action) {}
}
