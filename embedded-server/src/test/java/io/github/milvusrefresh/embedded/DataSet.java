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
package io.github.milvusrefresh.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of files such as Spark writes it. */
record DataSet(Path directory) {

  static final String PARQUET = "{\"format\":\"parquet\"}";

  /** Writes that many files which look like Parquet to anybody who checks the ends only. */
  static DataSet parquet(Path directory, int files) {
    DataSet set = new DataSet(directory);
    for (int file = 0; file < files; file++) {
      set.add("part-%05d.parquet".formatted(file), "PAR1....some rows....PAR1");
    }
    set.add("_SUCCESS", "");
    set.add(".part-00000.parquet.crc", "crc");
    return set;
  }

  DataSet add(String name, String content) {
    return add(name, content.getBytes(StandardCharsets.UTF_8));
  }

  DataSet add(String name, byte[] content) {
    try {
      Files.createDirectories(directory.resolve(name).getParent());
      Files.write(directory.resolve(name), content);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String source() {
    return directory.toString();
  }
}
