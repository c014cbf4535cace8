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

import io.github.milvusrefresh.embedded.internal.model.DataFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Tells what a refresh found in its files. */
final class DataFiles {

  /** Of files whose rows cannot be told: it shows at least how many files there are. */
  private static final long ROWS_UNKNOWN = 1;

  private DataFiles() {}

  static List<DataFile> of(List<List<String>> tasks) {
    return tasks.stream()
        .flatMap(Collection::stream)
        .map(file -> new DataFile(file, ParquetRows.count(Path.of(file)).orElse(ROWS_UNKNOWN)))
        .toList();
  }
}
