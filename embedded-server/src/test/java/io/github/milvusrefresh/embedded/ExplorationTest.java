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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionJobInfo;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a refresh, by what lies in the directory. */
class ExplorationTest extends ServerTest {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

  private Path data;

  @BeforeEach
  void startServer() {
    data = directory.resolve("data");
    start(EmbeddedMilvus.builder().virtualTime().filesPerTask(1).scanRate(1));
  }

  @Test
  void failsOnAMissingDirectory() {
    RefreshExternalCollectionJobInfo job = refresh(data.toString(), DataSet.PARQUET);

    assertFailed(job, "explore external files failed: " + data + ": no such file or directory");
    assertThat(job.getProgress()).isZero();
  }

  @Test
  void failsOnAnEmptyDirectory() throws Exception {
    Files.createDirectories(data);

    assertFailed(
        refresh(data.toString(), DataSet.PARQUET), "no files found in external source: " + data);
  }

  @Test
  void seesNoFilesInWhatWritersLeaveBehindOrInDirectoriesBelow() {
    DataSet set = new DataSet(data).add("_SUCCESS", "").add(".part-0.parquet.crc", "crc");
    set.add("year=2026/part-0.parquet", "PAR1....rows....PAR1");

    assertFailed(
        refresh(set.source(), DataSet.PARQUET), "no files found in external source: " + data);
  }

  @Test
  void ignoresWhatWritersLeaveBehind() {
    DataSet set = DataSet.parquet(data, 2);

    assertCompleted(refresh(set.source(), DataSet.PARQUET));
  }

  @Test
  void failsMidwayOnACorruptFile() {
    DataSet set = DataSet.parquet(data, 4);
    set.add("part-00002.parquet", "not a parquet file at all");

    RefreshExternalCollectionJobInfo job = refresh(set.source(), DataSet.PARQUET);

    assertFailed(
        job,
        "worker failure 1/1: %s: not a Parquet file, its first bytes are not PAR1"
            .formatted(data.resolve("part-00002.parquet")));
    assertThat(job.getProgress()).isEqualTo(50);
  }

  @Test
  void failsOnAFileThatIsCutOff() {
    DataSet set = new DataSet(data).add("part-0.parquet", "PAR1....half of the rows");

    assertFailed(
        refresh(set.source(), DataSet.PARQUET),
        "worker failure 1/1: %s: not a whole Parquet file, its last bytes are not PAR1"
            .formatted(data.resolve("part-0.parquet")));
  }

  @Test
  void failsOnAnEmptyFile() {
    DataSet set = new DataSet(data).add("part-0.parquet", "");

    assertFailed(
        refresh(set.source(), DataSet.PARQUET),
        "worker failure 1/1: %s: the file is empty".formatted(data.resolve("part-0.parquet")));
  }

  @Test
  void failsOnAFileTooShortForBothMagics() {
    DataSet set = new DataSet(data).add("part-0.parquet", "PAR1");

    assertThat(refresh(set.source(), DataSet.PARQUET).getReason()).contains("not a Parquet file");
  }

  @Test
  void failsOnAFileThatVanishesBeforeItsTask() throws Exception {
    DataSet set = DataSet.parquet(data, 2);
    milvus.createExternalCollection("books", set.source(), DataSet.PARQUET);
    long job = client.refresh("books");
    milvus.advance(SECOND);
    Files.delete(data.resolve("part-00001.parquet"));
    milvus.advance(SECOND);

    assertFailed(
        client.progress(job),
        "worker failure 1/1: %s: no such file".formatted(data.resolve("part-00001.parquet")));
  }

  @Test
  void readsFileUris() {
    DataSet set = DataSet.parquet(data, 1);

    assertCompleted(refresh(set.directory().toUri().toString(), DataSet.PARQUET));
  }

  @Test
  void takesParquetForGrantedWithoutASpec() {
    DataSet set = new DataSet(data).add("part-0.parquet", "something else");

    assertThat(refresh(set.source(), "").getReason()).contains("not a Parquet file");
  }

  @Test
  void checksOtherFormatsByPresence() {
    DataSet set = new DataSet(data).add("rows.vortex", "anything");

    assertCompleted(refresh(set.source(), "{\"format\":\"vortex\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iceberg-table", "lance-table", "milvus-table"})
  void findsTablesWhoseFilesLieInDirectories(String format) {
    DataSet set = new DataSet(data).add("metadata/v1.json", "{}");

    assertCompleted(refresh(set.source(), "{\"format\":\"%s\"}".formatted(format)));
  }

  @Test
  void cannotReadObjectStoresAndSaysSo() {
    assertFailed(
        refresh("s3://bucket/books", DataSet.PARQUET),
        "explore external files failed: s3://bucket/books:"
            + " the embedded server reads local directories only");
  }

  @Test
  void splitsFilesIntoTasks() {
    stop();
    start(EmbeddedMilvus.builder().virtualTime().filesPerTask(3).scanRate(1));
    DataSet set = DataSet.parquet(data, 7);
    milvus.createExternalCollection("books", set.source(), DataSet.PARQUET);
    long job = client.refresh("books");

    milvus.advance(Duration.ofSeconds(2));
    assertThat(client.progress(job).getProgress()).isZero();
    milvus.advance(Duration.ofSeconds(1));
    assertThat(client.progress(job).getProgress()).isEqualTo(33);
    milvus.advance(Duration.ofSeconds(3));
    assertThat(client.progress(job).getProgress()).isEqualTo(66);
    milvus.advance(Duration.ofSeconds(1));
    assertThat(client.progress(job).getProgress()).isEqualTo(100);
  }

  private RefreshExternalCollectionJobInfo refresh(String source, String spec) {
    milvus.createExternalCollection("books", source, spec);
    long job = client.refresh("books");
    milvus.advance(LONG_ENOUGH);
    return client.progress(job);
  }

  private static void assertCompleted(RefreshExternalCollectionJobInfo job) {
    assertThat(job.getReason()).isEmpty();
    assertThat(job.getState()).isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
    assertThat(job.getProgress()).isEqualTo(100);
  }

  private static void assertFailed(RefreshExternalCollectionJobInfo job, String reason) {
    assertThat(job.getReason()).isEqualTo(reason);
    assertThat(job.getState()).isEqualTo(RefreshExternalCollectionState.RefreshFailed);
    assertThat(job.getEndTime()).isGreaterThanOrEqualTo(job.getStartTime());
  }
}
