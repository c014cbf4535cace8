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

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Tells how many rows a Parquet file holds. Its footer ends with a Thrift structure, the length of
 * that, and the magic; the third field of the structure is the number.
 */
final class ParquetRows {

  private static final int LENGTH_AND_MAGIC = 8;
  private static final int NUM_ROWS = 3;

  private ParquetRows() {}

  /** Returns nothing if the file has no footer that can be read. */
  static OptionalLong count(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long end = channel.size() - LENGTH_AND_MAGIC;
      if (end < 0) {
        return OptionalLong.empty();
      }
      long length = Integer.toUnsignedLong(read(channel, end, Integer.BYTES).getInt());
      return length > end
          ? OptionalLong.empty()
          : new CompactThrift(read(channel, end - length, (int) length)).number(NUM_ROWS);
    } catch (IOException | BufferUnderflowException | IllegalArgumentException unreadable) {
      return OptionalLong.empty();
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
      // Reads on until the buffer is full or the file ends.
    }
    return bytes.flip();
  }
}
