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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The work of a task: looks whether each file is what the format says. */
final class FileCheck {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** Magic, footer length, magic: a Parquet file cannot be shorter. */
  private static final int SHORTEST_PARQUET = 12;

  void check(List<String> files, String format) throws RefreshFailure {
    for (String file : files) {
      check(Path.of(file), format);
    }
  }

  private static void check(Path file, String format) throws RefreshFailure {
    try {
      if (!Files.exists(file)) {
        throw bad(file, "no such file");
      }
      if (format.equals("parquet")) {
        checkParquet(file);
      }
    } catch (IOException failed) {
      throw bad(file, failed.toString());
    }
  }

  private static void checkParquet(Path file) throws IOException, RefreshFailure {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size == 0) {
        throw bad(file, "the file is empty");
      }
      if (size < SHORTEST_PARQUET || !hasMagic(channel, 0)) {
        throw bad(file, "not a Parquet file, its first bytes are not PAR1");
      }
      if (!hasMagic(channel, size - MAGIC.length)) {
        throw bad(file, "not a whole Parquet file, its last bytes are not PAR1");
      }
    }
  }

  private static boolean hasMagic(FileChannel channel, long position) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAGIC.length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        return false;
      }
    }
    return bytes.flip().equals(ByteBuffer.wrap(MAGIC));
  }

  private static RefreshFailure bad(Path file, String why) {
    return new RefreshFailure("worker failure 1/1: %s: %s".formatted(file, why));
  }
}
