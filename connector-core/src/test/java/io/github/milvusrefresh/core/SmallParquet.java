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
package io.github.milvusrefresh.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parquet files that say how many rows they have, and have none. */
final class SmallParquet {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private SmallParquet() {}

  /**
   * Writes a file of up to 63 rows, for which Thrift's compact form of the footer has one byte.
   *
   * @return the directory of the file
   */
  static Path write(Path directory, String name, int rows) {
    byte[] footer = {
      0x15,
      0x02, // version
      0x19,
      0x1c,
      0x48,
      0x04,
      'r',
      'o',
      'o',
      't',
      0x15,
      0x02,
      0x00, // schema
      0x16,
      (byte) (rows << 1), // rows
      0x19,
      0x0c,
      0x00 // row groups, end
    };
    byte[] file =
        ByteBuffer.allocate(footer.length + 12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MAGIC)
            .put(footer)
            .putInt(footer.length)
            .put(MAGIC)
            .array();
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(name), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return directory;
  }
}
