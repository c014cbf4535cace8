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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.embedded.ParquetFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetRowsTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 63, 64, 1_000_000, Long.MAX_VALUE / 2})
  void readsTheNumberFromTheFooter(long rows) throws Exception {
    assertThat(count(ParquetFile.ofRows(rows))).hasValue(rows);
  }

  @Test
  void skipsEveryTypeThatMayComeBefore() throws Exception {
    String fields =
        "11" // 1: true
            + "08020178" // 1, its number in full: binary
            + "1a210102" // 2: set of two booleans
            + "0b040183016b07" // 2: map of binary to byte
            + "07040000000000000000" // 2: double
            + "0c0415080c200000" // 2: structure with a number and a structure
            + "0904f5020102" // 2: list whose length is a number of its own
            + "165400"; // 3: the number, and the end

    assertThat(count(ParquetFile.withFooter(HexFormat.of().parseHex(fields)))).hasValue(42);
  }

  @Test
  void knowsNothingOfOtherFiles() throws Exception {
    assertThat(count(new byte[0])).isEmpty();
    assertThat(count("PAR1....some rows....PAR1".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    assertThat(count(ParquetFile.withFooter(new byte[] {0x15, 0x02, 0x00}))).isEmpty();
    assertThat(count(ParquetFile.withFooter(new byte[] {0x15}))).isEmpty();
    assertThat(count(ParquetFile.withFooter(new byte[] {0x1f}))).isEmpty();
    assertThat(count(ParquetFile.withFooter(new byte[] {0x18, 0x7f}))).isEmpty();
    assertThat(ParquetRows.count(directory.resolve("missing"))).isEmpty();
  }

  @Test
  void givesUpOnWhatNestsForEver() throws Exception {
    byte[] footer = new byte[100_000];
    Arrays.fill(footer, (byte) 0x19); // a list of one list of one list ...

    assertThat(count(ParquetFile.withFooter(footer))).isEmpty();
  }

  @Test
  void survivesGarbage() throws Exception {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      byte[] footer = new byte[random.nextInt(60)];
      random.nextBytes(footer);

      assertThat(count(ParquetFile.withFooter(footer))).isNotNull();
    }
  }

  private OptionalLong count(byte[] content) throws IOException {
    return ParquetRows.count(Files.write(directory.resolve("file"), content));
  }
}
