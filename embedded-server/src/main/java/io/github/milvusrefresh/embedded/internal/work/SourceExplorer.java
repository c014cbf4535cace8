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

import io.github.milvusrefresh.embedded.internal.model.ExternalSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lists the files of a source. Looks into one directory, not below it, as Milvus does. */
final class SourceExplorer {

  /** Formats whose data lies in directories below the source: any entry counts as present. */
  private static final Set<String> TABLE_FORMATS =
      Set.of("iceberg-table", "lance-table", "milvus-table");

  List<Path> explore(String source, String format) throws RefreshFailure {
    List<Path> files = list(localPath(source), format);
    if (files.isEmpty()) {
      throw new RefreshFailure("no files found in external source: " + source);
    }
    return files;
  }

  private static Path localPath(String source) throws RefreshFailure {
    Path path =
        ExternalSource.localPath(source)
            .orElseThrow(
                () -> unreadable(source + ": the embedded server reads local directories only"));
    if (!Files.exists(path)) {
      throw unreadable(path + ": no such file or directory");
    }
    return path;
  }

  private static List<Path> list(Path path, String format) throws RefreshFailure {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(SourceExplorer::visible)
          .filter(entry -> TABLE_FORMATS.contains(format) || Files.isRegularFile(entry))
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw unreadable(path + ": " + failed.getMessage());
    }
  }

  /** Writers leave {@code _SUCCESS} and {@code .crc} files beside the data. */
  private static boolean visible(Path entry) {
    String name = entry.getFileName().toString();
    return !name.startsWith("_") && !name.startsWith(".");
  }

  private static RefreshFailure unreadable(String why) {
    return new RefreshFailure("explore external files failed: " + why);
  }
}
