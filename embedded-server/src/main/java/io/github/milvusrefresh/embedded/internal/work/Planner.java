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
package io.github.milvusrefresh.embedded.internal.work;

import io.github.milvusrefresh.embedded.internal.model.ExternalSpec;
import io.github.milvusrefresh.embedded.internal.model.Submission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Splits the files of a source into tasks. */
final class Planner {

  private final SourceExplorer explorer = new SourceExplorer();
  private final int filesPerTask;

  Planner(int filesPerTask) {
    this.filesPerTask = filesPerTask;
  }

  List<List<String>> plan(Submission submission) throws RefreshFailure {
    String format = ExternalSpec.format(submission.spec());
    List<String> files =
        explorer.explore(submission.source(), format).stream().map(Path::toString).toList();
    List<List<String>> tasks = new ArrayList<>();
    for (int from = 0; from < files.size(); from += filesPerTask) {
      tasks.add(files.subList(from, Math.min(files.size(), from + filesPerTask)));
    }
    return tasks;
  }
}
