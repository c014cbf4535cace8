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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a Parquet file that says how many rows it has, and has none. */
public final class ParquetFile {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private ParquetFile() {}

  /** Thrift's compact form: version, schema with one element, number of rows, no row groups. */
  public static byte[] ofRows(long rows) {
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    footer.writeBytes(new byte[] {0x15, 0x02, 0x19, 0x1c, 0x48, 0x04});
    footer.writeBytes("root".getBytes(StandardCharsets.US_ASCII));
    footer.writeBytes(new byte[] {0x15, 0x02, 0x00, 0x16});
    long zigzag = rows << 1;
    while (zigzag > 0x7f) {
      footer.write((int) (zigzag & 0x7f | 0x80));
      zigzag >>>= 7;
    }
    footer.write((int) zigzag);
    footer.writeBytes(new byte[] {0x19, 0x0c, 0x00});
    return withFooter(footer.toByteArray());
  }

  public static byte[] withFooter(byte[] footer) {
    return ByteBuffer.allocate(footer.length + 12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put(footer)
        .putInt(footer.length)
        .put(MAGIC)
        .array();
  }
}
