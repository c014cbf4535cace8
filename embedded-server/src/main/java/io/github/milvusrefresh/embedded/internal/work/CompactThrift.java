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

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * Reads a number out of a Thrift structure in compact form. Throws {@link
 * java.nio.BufferUnderflowException} or {@link IllegalArgumentException} on what is none.
 */
final class CompactThrift {

  private static final int STOP = 0;
  private static final int BYTE = 3;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;

  /** Above what Parquet nests; garbage may nest for ever. */
  private static final int DEEPEST = 32;

  private final ByteBuffer bytes;

  CompactThrift(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Returns the field of that number, which must be an integer, of the structure that is next. */
  OptionalLong number(int wanted) {
    int field = 0;
    int header = unsignedByte();
    while (header != STOP) {
      field = header >> 4 == 0 ? (int) zigzag() : field + (header >> 4);
      if (field == wanted) {
        return OptionalLong.of(zigzag());
      }
      skip(header & 0xf, 0);
      header = unsignedByte();
    }
    return OptionalLong.empty();
  }

  private void skip(int type, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nested too deep");
    }
    switch (type) {
      case 1, 2 -> {} // The type of a boolean field is its value.
      case BYTE -> unsignedByte();
      case 4, 5, 6 -> varint();
      case DOUBLE -> skipBytes(Double.BYTES);
      case BINARY -> skipBytes(varint());
      case LIST, SET -> skipList(depth);
      case MAP -> skipMap(depth);
      case STRUCT -> skipStruct(depth);
      default -> throw new IllegalArgumentException("no Thrift type " + type);
    }
  }

  private void skipStruct(int depth) {
    int header = unsignedByte();
    while (header != STOP) {
      if (header >> 4 == 0) {
        zigzag();
      }
      skip(header & 0xf, depth + 1);
      header = unsignedByte();
    }
  }

  private void skipList(int depth) {
    int header = unsignedByte();
    long size = header >> 4 == 0xf ? varint() : header >> 4;
    for (long element = 0; element < size; element++) {
      skipElement(header & 0xf, depth);
    }
  }

  private void skipMap(int depth) {
    long size = varint();
    int types = size == 0 ? 0 : unsignedByte();
    for (long entry = 0; entry < size; entry++) {
      skipElement(types >> 4, depth);
      skipElement(types & 0xf, depth);
    }
  }

  /** In a collection a boolean takes a byte. */
  private void skipElement(int type, int depth) {
    skip(type <= 2 ? BYTE : type, depth + 1);
  }

  private void skipBytes(long count) {
    if (count < 0 || count > bytes.remaining()) {
      throw new IllegalArgumentException("more bytes than there are");
    }
    bytes.position(bytes.position() + (int) count);
  }

  private int unsignedByte() {
    return Byte.toUnsignedInt(bytes.get());
  }

  private long varint() {
    long value = 0;
    int shift = 0;
    int next;
    do {
      next = unsignedByte();
      value |= (long) (next & 0x7f) << shift;
      shift += 7;
    } while (next > 0x7f);
    return value;
  }

  private long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }
}
